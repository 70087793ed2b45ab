import { useEffect, useRef } from 'react';
import type { FieldRefusal } from '../lib/bridge';
import { Icon } from './Icon';

/**
 * What Go refused, at the head of a form: the sentence, and a link to each
 * wrong field. It takes the focus, so that it is read at once.
 */
export function ErrorSummary({
  sentence,
  fields,
  idOf,
}: {
  sentence: string;
  fields: FieldRefusal[];
  /** The id of a field's input. */
  idOf: (field: string) => string;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, []);
  return (
    <div ref={box} className="notice danger" role="alert" tabIndex={-1}>
      <Icon name="alert" />
      <div className="notice-body">
        <p className="notice-title">{sentence}</p>
        {fields.length > 0 && (
          <ul>
            {fields.map((each) => (
              <li key={each.field}>
                <button
                  type="button"
                  className="link"
                  onClick={() => document.getElementById(idOf(each.field))?.focus()}
                >
                  {each.sentence}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
