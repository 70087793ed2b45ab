import { spread } from '../lib/sheet';
import { say } from '../lib/words';

/** Groups of the recovery sheet, typed or pasted: one field for each; too much for one flows into the next. */
export function SheetGroups({
  label,
  hint,
  numbers,
  groups,
  onChange,
  id,
  error,
  first = false,
}: {
  label: string;
  hint?: string;
  /** Which groups of the sheet, counted from 1. */
  numbers: number[];
  groups: string[];
  onChange: (groups: string[]) => void;
  /** The id of the first field. */
  id: string;
  error?: string;
  first?: boolean;
}) {
  const idOf = (at: number) => (at === 0 ? id : `${id}-${at}`);
  const type = (at: number, typed: string) => {
    const after = spread(groups, at, typed);
    onChange(after.groups);
    if (after.at !== at) document.getElementById(idOf(after.at))?.focus();
  };
  return (
    <fieldset className="groups">
      <legend>{label}</legend>
      {hint && <p className="summary">{hint}</p>}
      <div className="groups-row">
        {numbers.map((number, at) => (
          <div key={number} className="field group">
            <label htmlFor={idOf(at)}>{say('gate.group', { number })}</label>
            <input
              id={idOf(at)}
              value={groups[at] ?? ''}
              aria-invalid={error ? true : undefined}
              aria-describedby={error ? `${id}-error` : undefined}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              data-autofocus={(first && at === 0) || undefined}
              onChange={(event) => type(at, event.currentTarget.value)}
            />
          </div>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} className="wrong">
          {error}
        </p>
      )}
    </fieldset>
  );
}
