import { expect, test } from 'vitest';
import { spread } from './sheet';

const empty = Array.from({ length: 8 }, () => '');
const sheet = 'ABCDX EFGHY IJKLZ MNOPA QRSTB UVWXC YZ23D 4567E';

test.each<[string, string]>([
  ['as it is printed', sheet],
  ['in small letters, with dashes', sheet.toLowerCase().replaceAll(' ', '-')],
  ['without any spaces', sheet.replaceAll(' ', '')],
  [
    'with the groups numbered, a line each',
    sheet
      .split(' ')
      .map((group, at) => `${at + 1}  ${group}`)
      .join('\n'),
  ],
])('a sheet pasted %s fills all its groups, wherever it is pasted', (_, pasted) => {
  expect(spread(empty, 0, pasted)).toEqual({ groups: sheet.split(' '), at: 7 });
  expect(spread(empty, 4, pasted).groups).toEqual(sheet.split(' '));
});

test('the sixth letter goes on in the next group while that is empty', () => {
  expect(spread(['ABCDX', '', ''], 0, 'abcdxe')).toEqual({ groups: ['ABCDX', 'E', ''], at: 1 });
  expect(spread(['ABCDX', 'EFGHY', ''], 0, 'abqcdx').groups).toEqual(['ABQCD', 'EFGHY', '']);
});

test('the last group takes no more than it holds', () => {
  expect(spread(['ABCDX', 'EFGHY'], 1, 'efghyz')).toEqual({ groups: ['ABCDX', 'EFGHY'], at: 1 });
});

test('0, 1 and 8 are not on the sheet: they are the letters they look like', () => {
  expect(spread(['', ''], 0, '018').groups).toEqual(['OIB', '']);
});

test('a group can be emptied', () => {
  expect(spread(['ABCDX', 'EF'], 0, '')).toEqual({ groups: ['', 'EF'], at: 0 });
});
