import { Choice, Tick } from '../../components/Choice';
import { Select } from '../../components/Field';
import { say } from '../../lib/words';
import type { OrderFieldsProps } from './OrderPart';
import { needsOf } from './order';

/** The sizes a paper can be had in, in points; 0 is as it is, or as its student likes it. */
const sizes = [
  { body: 0, word: 'print.size.standard' },
  { body: 18, word: 'print.size.large' },
  { body: 24, word: 'print.size.larger' },
] as const;

/** How the paper looks: its size, its sheet, or a page to be read by ear instead. */
export function EditionFields({ kind, order, onChange, idOf, wrong }: OrderFieldsProps) {
  const byEar = order.format === 'html';
  const ownSize = needsOf(kind, order).includes('student');
  return (
    <>
      {kind.html && (
        <Choice
          id={idOf('format')}
          label={say('print.format')}
          value={byEar ? 'html' : 'pdf'}
          options={[
            { value: 'pdf', label: say('print.format.pdf') },
            { value: 'html', label: say('print.format.html'), hint: say('print.format.htmlHint') },
          ]}
          onChange={(format) => onChange({ format: format === 'html' ? 'html' : '' })}
          error={wrong('format')}
        />
      )}
      {!byEar && (
        <Choice
          id={idOf('body')}
          label={say('print.size')}
          value={String(order.body)}
          options={sizes.map(({ body, word }) => ({
            value: String(body),
            label: say(word),
            hint: ownSize && body === 0 ? say('print.size.own') : undefined,
          }))}
          onChange={(body) => onChange({ body: Number(body) })}
          error={wrong('body')}
        />
      )}
      {!byEar && kind.sheets.length > 1 && (
        <Select
          id={idOf('sheet')}
          label={say('print.sheet')}
          value={order.sheet || (kind.sheets[0] ?? '')}
          options={kind.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
          onChange={(sheet) => onChange({ sheet })}
          error={wrong('sheet')}
        />
      )}
      {!byEar && kind.options.includes('bothSides') && (
        <Tick
          label={say('print.bothSides')}
          hint={say('print.bothSidesHint')}
          checked={order.bothSides}
          onChange={(bothSides) => onChange({ bothSides })}
        />
      )}
    </>
  );
}
