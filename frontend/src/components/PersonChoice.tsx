import { useId } from 'react';
import { Select } from './Field';

/** Somebody to choose, and in a word or two what they are. */
export type Person = { id: string; name: string; fact: string };

/** So many people are shown as cards; more than that as a list. */
const cards = 8;

/** Who it is: a card for each person, or a list where there are many. */
export function PersonChoice({
  label,
  people,
  value,
  onChange,
}: {
  label: string;
  people: Person[];
  value: string;
  onChange: (id: string) => void;
}) {
  const name = useId();
  if (people.length > cards) {
    const options = people.map((each) => ({
      value: each.id,
      label: `${each.name} – ${each.fact}`,
    }));
    return <Select label={label} value={value} options={options} onChange={onChange} />;
  }
  return (
    <fieldset className="persons">
      <legend>{label}</legend>
      {people.map((each) => (
        <label key={each.id} className="person">
          <input
            type="radio"
            name={name}
            value={each.id}
            checked={each.id === value}
            onChange={() => onChange(each.id)}
          />
          <span className="person-name">{each.name}</span>
          <span className="fact">{each.fact}</span>
        </label>
      ))}
    </fieldset>
  );
}
