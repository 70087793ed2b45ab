import type { college } from '../../../wailsjs/go/models';
import { say } from '../../lib/words';
import { type Attendance, calledName, marks } from './marks';

/** One person's marks: seven native radio buttons, which work without any shortcut. */
export function MarkChoice({
  row,
  disabled,
  onMark,
}: {
  row: college.RegisterRow;
  disabled: boolean;
  onMark: (attendance: Attendance) => void;
}) {
  return (
    <div
      role="radiogroup"
      className="marks"
      aria-label={say('session.markOf', { name: calledName(row) })}
      data-place={row.placeId}
    >
      {marks.map((mark) => (
        <label key={mark.attendance} className="mark" title={say(mark.word)}>
          <input
            type="radio"
            name={`mark-${row.placeId}`}
            value={mark.attendance}
            checked={row.attendance === mark.attendance}
            disabled={disabled}
            onChange={() => onMark(mark.attendance)}
          />
          {mark.letter} <span className="unseen">{say(mark.word)}</span>
        </label>
      ))}
    </div>
  );
}
