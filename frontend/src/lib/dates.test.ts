import { expect, test } from 'vitest';
import {
  addDays,
  clock,
  dayAndMonth,
  isDate,
  longDate,
  moment,
  plainDate,
  plainInstant,
  plainMoment,
  shortDate,
  span,
} from './dates';

test('dates are said in words', () => {
  expect(shortDate('2026-11-17')).toBe('Tue 17 Nov');
  expect(longDate('2026-11-20')).toBe('Friday 20 November 2026');
  expect(dayAndMonth('2026-11-23')).toBe('Monday 23 November');
});

test('what is not a date is said as nothing', () => {
  for (const wrong of ['', '2026-02-30', '31/02/2026', 'soon']) {
    expect(shortDate(wrong)).toBe('');
    expect(isDate(wrong)).toBe(false);
  }
  expect(isDate('2028-02-29')).toBe(true);
});

test('days are civil: summer time neither adds nor takes one', () => {
  expect(addDays('2026-03-28', 1)).toBe('2026-03-29');
  expect(addDays('2026-03-29', 1)).toBe('2026-03-30');
  expect(addDays('2026-10-25', 1)).toBe('2026-10-26');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
});

test('times are 24 hours', () => {
  expect(span('09:00', '11:00')).toBe('09:00–11:00');
  expect(clock(new Date(2026, 10, 20, 9, 2))).toBe('09:02');
  expect(moment('2026-11-20T08:30')).toBe('Fri 20 Nov, 08:30');
  expect(moment('08:30')).toBe('08:30');
  expect(moment('tomorrow')).toBe('tomorrow');
});

test('what may lie years back has its year', () => {
  expect(plainDate('2024-02-29')).toBe('29 Feb 2024');
  expect(plainDate('')).toBe('');
  expect(plainMoment('2026-11-20 17:15')).toBe('20 Nov 2026, 17:15');
  expect(plainMoment('2026-11-20T17:15:04')).toBe('20 Nov 2026, 17:15:04');
  expect(plainMoment('soon')).toBe('soon');
});

test('an instant is said as London’s clocks show it', () => {
  expect(plainInstant('2026-11-20T08:50:04Z')).toBe('20 Nov 2026, 08:50');
  expect(plainInstant('2026-07-01T23:30:00Z')).toBe('2 Jul 2026, 00:30');
  expect(plainInstant('soon')).toBe('soon');
});
