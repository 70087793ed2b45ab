import type { college } from '../../../wailsjs/go/models';
import type { WordKey } from '../../lib/words';

export type Attendance = string;

/** The one set of letters for paper, screen and keyboard (decisions D8), in the order of the register's foot. */
export const marks = [
  { attendance: 'attended', letter: 'P', word: 'mark.attended' },
  { attendance: 'attendedLate', letter: 'L', word: 'mark.attendedLate' },
  { attendance: 'leftEarly', letter: 'E', word: 'mark.leftEarly' },
  { attendance: 'absentNotified', letter: 'A', word: 'mark.absentNotified' },
  { attendance: 'dna', letter: 'N', word: 'mark.dna' },
  { attendance: 'turnedAway', letter: 'T', word: 'mark.turnedAway' },
  { attendance: 'booked', letter: '–', word: 'mark.booked' },
] as const satisfies { attendance: Attendance; letter: string; word: WordKey }[];

export const notMarked: Attendance = 'booked';

/** The mark that a key writes, or undefined. */
export function markOfKey(key: string): Attendance | undefined {
  if (['Backspace', 'Delete', '-', '–'].includes(key)) return notMarked;
  return marks.find((mark) => mark.letter === key.toUpperCase())?.attendance;
}

/** How a person is called on a list. */
export const calledName = (row: college.RegisterRow): string => row.knownAs || row.fullName;

/** How many places have their mark. */
export const markedCount = (rows: college.RegisterRow[]): number =>
  rows.filter((row) => row.attendance !== notMarked).length;

const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();

/** The place of a row by its number on paper, or else by the start of any word of a name; -1 when there is none. */
export function findRow(rows: college.RegisterRow[], wanted: string): number {
  const text = fold(wanted.trim());
  if (!text) return -1;
  if (/^\d+$/.test(text)) return rows.findIndex((row) => row.rowNo === Number(text));
  return rows.findIndex((row) =>
    fold(`${row.knownAs} ${row.fullName}`)
      .split(/\s+/)
      .some((_, at, words) => words.slice(at).join(' ').startsWith(text)),
  );
}
