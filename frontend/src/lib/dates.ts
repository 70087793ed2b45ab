// Civil dates as text, "2026-11-20", never a moment in some time zone.
import { sayAny } from './words';

type Parts = { year: number; month: number; day: number; weekday: number };

function read(iso: string): Parts | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) return null;
  return { year, month, day, weekday: ((date.getUTCDay() + 6) % 7) + 1 };
}

/** "Tue 17 Nov"; "" for what is not a date. */
export function shortDate(iso: string): string {
  const d = read(iso);
  return d
    ? `${sayAny(`weekday.short.${d.weekday}`)} ${d.day} ${sayAny(`month.short.${d.month}`)}`
    : '';
}

/** "Friday 20 November 2026". */
export function longDate(iso: string): string {
  const d = read(iso);
  return d ? `${dayAndMonth(iso)} ${d.year}` : '';
}

/** "Monday 23 November". */
export function dayAndMonth(iso: string): string {
  const d = read(iso);
  return d ? `${sayAny(`weekday.${d.weekday}`)} ${d.day} ${sayAny(`month.${d.month}`)}` : '';
}

/** "20 Nov 2026", for what may lie years back. */
export function plainDate(iso: string): string {
  const d = read(iso);
  return d ? `${d.day} ${sayAny(`month.short.${d.month}`)} ${d.year}` : '';
}

/** "20 Nov 2026, 17:15" from "2026-11-20 17:15"; seconds are kept where there are some. */
export function plainMoment(text: string): string {
  const time = /[T ](\d{2}:\d{2}(?::\d{2})?)/.exec(text)?.[1] ?? '';
  return [plainDate(text), time].filter(Boolean).join(', ') || text;
}

/** "20 Nov 2026, 17:15" in London, from an instant such as "2026-11-20T17:15:04Z". */
export function plainInstant(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  // Sweden writes its dates as the records do.
  return plainMoment(at.toLocaleString('sv-SE', { timeZone: 'Europe/London' }).slice(0, 16));
}

/** "09:00–11:00". */
export const span = (start: string, end: string): string => (end ? `${start}–${end}` : start);

/** The date so many days later (or earlier). */
export function addDays(iso: string, days: number): string {
  const d = read(iso);
  if (!d) return iso;
  return new Date(Date.UTC(d.year, d.month - 1, d.day + days)).toISOString().slice(0, 10);
}

/** Whether this is a date that exists. */
export const isDate = (iso: string): boolean => iso.length === 10 && read(iso) !== null;

/** The time of day on this computer's clock, "09:02". */
export const clock = (now: Date): string =>
  `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;

/** "Fri 20 Nov, 08:30" from "2026-11-20 08:30" or "2026-11-20T08:30"; a time alone stays as it is. */
export function moment(text: string): string {
  const time = /(?:^|[T ])(\d{2}:\d{2})/.exec(text)?.[1] ?? '';
  const date = shortDate(text);
  return [date, time].filter(Boolean).join(', ') || text;
}
