import { type KeyboardEvent, useRef, useState } from 'react';
import type { app, college } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { DataTable } from '../../components/DataTable';
import { TextField } from '../../components/Field';
import { PersonName } from '../../components/PersonName';
import { Tag } from '../../components/Tag';
import { announce } from '../../lib/announce';
import { say } from '../../lib/words';
import { MarkChoice } from './MarkChoice';
import { type Attendance, calledName, findRow, markOfKey, marks } from './marks';
import { NoteDialog } from './NoteDialog';

/** Digits typed within this time belong to one row number. */
const digitPause = 900;

/**
 * The register on screen. ↓ and ↑ walk, a letter marks and steps on, Backspace
 * clears, Enter writes a note, a row number from the paper jumps there.
 */
export function Roster({
  rows,
  canMark,
  singleKeys,
  onMark,
}: {
  rows: college.RegisterRow[];
  canMark: boolean;
  singleKeys: boolean;
  onMark: (mark: app.PlaceMark) => void;
}) {
  const grid = useRef<HTMLDivElement>(null);
  const digits = useRef({ typed: '', at: 0 });
  const [wanted, setWanted] = useState('');
  const [noting, setNoting] = useState<college.RegisterRow | null>(null);

  const focusMark = (row: college.RegisterRow, attendance: Attendance) => {
    const marked = `[data-place="${row.placeId}"] [value="${attendance}"]`;
    grid.current?.querySelector<HTMLInputElement>(marked)?.focus();
  };
  const go = (row: college.RegisterRow | undefined) => row && focusMark(row, row.attendance);
  const mark = (row: college.RegisterRow, attendance: Attendance) =>
    onMark({ placeId: row.placeId, attendance, reason: row.reason });

  const jump = (digit: string) => {
    const now = Date.now();
    const goesOn = now - digits.current.at < digitPause;
    const typed = goesOn ? digits.current.typed + digit : digit;
    digits.current = { typed, at: now };
    go(rows[findRow(rows, typed)]);
  };
  const find = () => {
    const index = findRow(rows, wanted);
    if (index < 0) announce(say('session.notFound', { wanted }), 'assertive');
    go(rows[index]);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const focused = event.target instanceof HTMLInputElement ? event.target : null;
    const place = focused?.closest<HTMLElement>('[data-place]')?.dataset.place;
    const at = rows.findIndex((row) => row.placeId === place);
    const row = rows[at];
    if (!row) return;
    const done = () => event.preventDefault();

    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      done();
      go(rows[at + (event.key === 'ArrowDown' ? 1 : -1)]);
    } else if (event.key === 'Enter') {
      done();
      setNoting(row);
    } else if (singleKeys && /^\d$/.test(event.key)) {
      done();
      jump(event.key);
    } else if (singleKeys || event.key === 'Backspace') {
      const attendance = markOfKey(event.key);
      if (!attendance) return;
      done();
      mark(row, attendance);
      const next = /^\p{L}$/u.test(event.key) ? rows[at + 1] : undefined;
      if (next) go(next);
      else focusMark(row, attendance);
    }
  };

  return (
    <>
      <div className="filters">
        <TextField
          search
          label={say('session.find')}
          placeholder={say('session.findHint')}
          value={wanted}
          onChange={setWanted}
          onEnter={find}
        />
        <ul className="legend" aria-label={say('session.legend')}>
          {marks.map((each) => (
            <li key={each.attendance}>
              <b>{each.letter}</b> {say(each.word)}
            </li>
          ))}
        </ul>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the radio buttons inside. */}
      <div ref={grid} onKeyDown={canMark ? onKeyDown : undefined}>
        <DataTable
          caption={say('session.roster')}
          rows={rows}
          rowKey={(row) => row.placeId}
          columns={[
            {
              key: 'number',
              head: say('session.row'),
              numeric: true,
              cell: (row) => row.rowNo || '',
            },
            {
              key: 'name',
              head: say('session.name'),
              names: true,
              cell: (row) => <PersonName knownAs={row.knownAs} fullName={row.fullName} />,
            },
            {
              key: 'mark',
              head: say('session.mark'),
              cell: (row) => (
                <MarkChoice
                  row={row}
                  disabled={!canMark}
                  onMark={(attendance) => mark(row, attendance)}
                />
              ),
            },
            {
              key: 'note',
              head: say('session.note'),
              cell: (row) => (
                <span className="note">
                  {row.walkIn && <Tag kind="plain">{say('session.walkIn')}</Tag>}
                  {row.reason}
                  {canMark && (
                    <Button
                      kind="quiet"
                      small
                      label={say('session.noteNamed', { name: calledName(row) })}
                      onClick={() => setNoting(row)}
                    >
                      {say('session.note')}
                    </Button>
                  )}
                </span>
              ),
            },
          ]}
        />
      </div>
      {noting && (
        <NoteDialog
          row={noting}
          onClose={() => setNoting(null)}
          onSave={(reason) => {
            onMark({ placeId: noting.placeId, attendance: noting.attendance, reason });
            setNoting(null);
          }}
        />
      )}
    </>
  );
}
