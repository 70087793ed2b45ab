import catalogue from '@words';
import { expect, test } from 'vitest';
import { number, say, sayAny } from './words';

const sentences: Record<string, string> = catalogue;
const sources = import.meta.glob<string>(
  ['../**/*.{ts,tsx}', '!../**/*.test.*', '!../testing/**'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);
const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
const has = (key: string) => key in sentences || `${key}_other` in sentences;

test('a sentence is filled with its values', () => {
  expect(say('students.pageOf', { page: 2, pages: 80 })).toBe('Page 2 of 80');
});

test('the plural goes by count, given as a number or, from Go, as text', () => {
  expect(say('papers.pages', { count: 1 })).toBe('1 page');
  expect(say('papers.pages', { count: 6 })).toBe('6 pages');
  expect(sayAny('papers.pages', { count: '1' })).toBe('1 page');
  expect(say('papers.pages', { count: 0 })).toBe('0 pages');
});

test('terms a college may name otherwise are filled in', () => {
  expect(say('students.count', { count: 2, shown: '2' })).toBe('2 students');
  expect(say('students.find')).toBe('Find a student');
});

test('a value is never read as a sentence of its own, and is not escaped', () => {
  expect(say('today.good.morningName', { name: '{count} & <b>' })).toBe(
    'Good morning, {count} & <b>',
  );
});

test('a missing value is said as nothing; an unknown key is seen', () => {
  expect(say('today.good.morningName')).toBe('Good morning, ');
  expect(sayAny('no.such.key')).toBe('no.such.key');
});

test('numbers have their commas', () => expect(number(1877)).toBe('1,877'));

test('every key the page says is in the catalogue', () => {
  const unknown: string[] = [];
  let found = 0;
  for (const [file, text] of Object.entries(sources)) {
    for (const call of code(text).matchAll(/\bsay\(([^)]*)/g)) {
      for (const [, key = ''] of (call[1] ?? '').matchAll(/'([a-z][\w]*(?:\.[\w]+)*)'/gi)) {
        found++;
        if (!has(key)) unknown.push(`${file}: ${key}`);
      }
    }
    // Keys put together in part: some sentence must begin so.
    for (const [, start = ''] of code(text).matchAll(/\bsay(?:Any)?\(\s*`([\w.]+)\$\{/g)) {
      found++;
      if (!Object.keys(sentences).some((key) => key.startsWith(start)))
        unknown.push(`${file}: ${start}`);
    }
  }
  expect(unknown).toEqual([]);
  expect(found).toBeGreaterThan(100);
});

test('no sentence stands in the code: all come from the catalogue', () => {
  const literals: string[] = [];
  for (const [file, text] of Object.entries(sources)) {
    if (!file.endsWith('.tsx')) continue;
    const named =
      /\b(?:aria-label|title|placeholder|label|hint|heading|caption|summary|head)="([^"]*)"/g;
    for (const [, said] of code(text).matchAll(named)) literals.push(`${file}: ${said}`);
    for (const [, said] of code(text).matchAll(/^\s*([A-Z][a-z’]+(?: [\w’,]+)*[.…!?]?)\s*$/gm)) {
      literals.push(`${file}: ${said}`);
    }
    for (const [, said] of code(text).matchAll(/<[a-z][^<>]*>([A-Z][a-z][^<>{}]*)<\//g)) {
      literals.push(`${file}: ${said}`);
    }
  }
  expect(literals).toEqual([]);
});

test('words to avoid are not said', () => {
  const avoided =
    /\b(patients?|clients?|service users?|referrals?|DNA|absent|failed|oops|please note|vulnerable)\b|!/i;
  // The code "dna" is a name in the records; its sentence is "Did not attend".
  const said = Object.entries(sentences).filter(
    ([key, text]) =>
      /^(shell|look|help|today|students|certificates|papers|problem|gate|start|access|backups|audit|drafts|venues)\./.test(
        key,
      ) && avoided.test(text),
  );
  expect(said).toEqual([]);
  expect(sentences['mark.dna']).toBe('Did not attend');
});
