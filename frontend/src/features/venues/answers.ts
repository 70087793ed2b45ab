import type { WordKey } from '../../lib/words';

/** What can be said about access. "We don't know" is an answer, and an honest one. */
export const answers = [
  { value: 'yes', word: 'venues.answer.yes', kind: 'ok' },
  { value: 'no', word: 'venues.answer.no', kind: 'warn' },
  { value: 'unknown', word: 'venues.answer.unknown', kind: 'plain' },
  { value: 'notApplicable', word: 'venues.answer.notApplicable', kind: 'plain' },
] as const satisfies { value: string; word: WordKey; kind: 'ok' | 'warn' | 'plain' }[];

/** The answer of a fact; what is none of them is not known. */
export const answerOf = (value: string) =>
  answers.find((each) => each.value === value) ?? answers[2];
