import { expect, test } from 'vitest';
import { readingOf } from './pdfreading';

const begin = (id?: string) => ({
  type: id ? 'beginMarkedContentProps' : 'beginMarkedContent',
  id,
});
const end = { type: 'endMarkedContent' };
const said = (str: string, hasEOL = false) => ({ str, hasEOL });
const content = (id: string) => ({ type: 'content', id });
const words = (text: string) => ({ tag: 'Span', text, parts: [] });

const cases: Record<string, { tree: unknown; items: unknown[]; want: unknown }> = {
  'tags give the order, not the places on the page': {
    tree: {
      role: 'Root',
      children: [
        { role: 'H1', children: [content('b')] },
        { role: 'P', children: [content('a')] },
      ],
    },
    items: [
      begin('a'),
      said('Second,', true),
      said('in two lines'),
      end,
      begin('b'),
      said('First'),
      end,
    ],
    want: [
      { tag: 'H1', text: '', parts: [words('First')] },
      { tag: 'P', text: '', parts: [words('Second, in two lines')] },
    ],
  },
  'what only decorates is left out': {
    tree: { role: 'Root', children: [{ role: 'P', children: [content('a')] }] },
    items: [begin(), said('Page 1 of 2'), end, begin('a'), said('Words'), end],
    want: [{ tag: 'P', text: '', parts: [words('Words')] }],
  },
  'a figure says what it shows': {
    tree: {
      role: 'Root',
      children: [{ role: 'Figure', alt: 'The way in', children: [content('a')] }],
    },
    items: [begin('a'), said('P'), end],
    want: [{ tag: 'Figure', text: 'The way in', parts: [] }],
  },
  'a page without tags is one paragraph': {
    tree: null,
    items: [said('All of', true), said('it')],
    want: [{ tag: 'P', text: 'All of it', parts: [] }],
  },
  'an empty page says nothing': { tree: null, items: [], want: [] },
};

test.each(Object.entries(cases))('%s', (_case, { tree, items, want }) => {
  expect(readingOf(tree, items)).toEqual(want);
});
