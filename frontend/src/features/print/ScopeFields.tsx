import { useState } from 'react';
import { DateField, Select } from '../../components/Field';
import { shortDate } from '../../lib/dates';
import { say, sayAny } from '../../lib/words';
import { FindField } from './FindField';
import type { OrderFieldsProps } from './OrderPart';
import { foundBy, type IdField, needsOf, type PrintSearch, variantOf } from './order';
import { useAbout } from './queries';

/** What the paper is about: a day, a term, a run, a person, a place. */
export function ScopeFields({
  kind,
  order,
  onChange,
  idOf,
  wrong,
  about,
}: OrderFieldsProps & { about: PrintSearch }) {
  const today = useAbout().data?.today ?? '';
  const named = about.named ?? '';
  const [names, setNames] = useState<Partial<Record<IdField, string>>>({
    run: about.run ? named : '',
    session: about.session ? [named, shortDate(about.date ?? '')].filter(Boolean).join(', ') : '',
    venue: about.venue ? named : '',
  });

  const choose = (field: IdField, id: string, text: string) => {
    setNames((before) => ({ ...before, [field]: text }));
    onChange({ [field]: id });
  };
  const vary = (value: string) => {
    setNames((before) => ({ ...before, person: '' }));
    onChange({ ...variantOf(kind, value), person: '' });
  };

  return (
    <>
      {kind.choices.length > 0 && (
        <Select
          id={idOf(kind.field)}
          label={sayAny(`print.variant.${kind.field}`)}
          value={order.for || order.certificate || order.letter}
          options={kind.choices.map(({ value, name }) => ({ value, label: name }))}
          onChange={vary}
          error={wrong(kind.field)}
        />
      )}
      {needsOf(kind, order).map((need) => {
        if (need === 'date') {
          return (
            <DateField
              key={need}
              id={idOf('date')}
              label={say('print.need.date')}
              value={order.date || today}
              onChange={(date) => onChange({ date })}
              error={wrong('date')}
            />
          );
        }
        const field = foundBy[need];
        return (
          field && (
            <FindField
              key={need}
              id={idOf(field)}
              need={need}
              chosen={names[field] ?? ''}
              onChoose={(id, text) => choose(field, id, text)}
              error={wrong(field)}
            />
          )
        );
      })}
    </>
  );
}
