import { Tick } from '../../components/Choice';
import { LongField, NumberField, Select, TextField } from '../../components/Field';
import { say, sayAny } from '../../lib/words';
import type { OrderFieldsProps } from './OrderPart';

const ticks = [
  'facilitators',
  'emergency',
  'ofAll',
  'outcomes',
  'eachOwnFile',
  'fullNames',
  'testPage',
] as const;
const numbers = [
  { field: 'startAt', least: 1, most: 999, step: 1 },
  { field: 'nudgeX', least: -5, most: 5, step: 0.5 },
  { field: 'nudgeY', least: -5, most: 5, step: 0.5 },
] as const;

/** What some papers may be told besides. */
export function OptionFields({ kind, order, onChange, idOf, wrong }: OrderFieldsProps) {
  const has = (field: string) => kind.options.includes(field);
  const ownWords = order.letter === 'own' && has('text');
  return (
    <>
      {has('stock') && (
        <Select
          id={idOf('stock')}
          label={say('print.option.stock')}
          value={order.stock || (kind.stocks[0] ?? '')}
          options={kind.stocks.map((stock) => ({
            value: stock,
            label: sayAny(`print.stock.${stock}`),
          }))}
          onChange={(stock) => onChange({ stock })}
          error={wrong('stock')}
        />
      )}
      {numbers.some(({ field }) => has(field)) && (
        <div className="pair">
          {numbers
            .filter(({ field }) => has(field))
            .map(({ field, ...range }) => (
              <NumberField
                key={field}
                {...range}
                id={idOf(field)}
                label={say(`print.option.${field}`)}
                value={order[field]}
                onChange={(value) => onChange({ [field]: value })}
                error={wrong(field)}
              />
            ))}
        </div>
      )}
      {ownWords && (
        <>
          <TextField
            id={idOf('heading')}
            label={say('print.option.heading')}
            value={order.heading}
            onChange={(heading) => onChange({ heading })}
            error={wrong('heading')}
          />
          <LongField
            id={idOf('text')}
            label={say('print.option.text')}
            hint={say('print.option.textHint')}
            rows={8}
            value={order.text}
            onChange={(text) => onChange({ text })}
            error={wrong('text')}
          />
        </>
      )}
      {has('link') && (
        <TextField
          id={idOf('link')}
          label={say('print.option.link')}
          hint={say('print.option.linkHint')}
          value={order.link}
          onChange={(link) => onChange({ link })}
          error={wrong('link')}
        />
      )}
      {ticks.filter(has).map((field) => (
        <Tick
          key={field}
          label={say(`print.option.${field}`)}
          checked={order[field]}
          onChange={(value) => onChange({ [field]: value })}
        />
      ))}
    </>
  );
}
