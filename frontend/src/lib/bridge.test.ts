import { afterEach, expect, test, vi } from 'vitest';
import { refusalText } from '../testing/college';
import { ask, asRefusal, noLimit, Refusal, readLimit } from './bridge';
import { say } from './words';

afterEach(() => vi.useRealTimers());

const refusalOf = (call: () => Promise<unknown>, limit?: number) =>
  ask(call, limit).then(
    () => expect.unreachable('it was not refused'),
    (error: unknown) => error as Refusal,
  );

test('an answer comes through as it is', async () => {
  expect(await ask(async () => ({ total: 3 }))).toEqual({ total: 3 });
});

test('a refusal of Go becomes a Refusal with its sentence and its fields', async () => {
  const fields = [{ field: 'name', sentence: 'Fill this in.' }];
  const error = await refusalOf(() => Promise.reject(new Error(refusalText('Not yet.', fields))));
  expect(error).toBeInstanceOf(Refusal);
  expect(error).toMatchObject({ code: 'invalid', sentence: 'Not yet.', fields });
});

test.each<[string, unknown]>([
  ['plain text', new Error('sql: no rows')],
  ['JSON of something else', new Error('{"code":"invalid"}')],
  ['JSON that is no object', new Error('[1]')],
  ['a text thrown', 'boom'],
  ['nothing at all', undefined],
])('%s becomes the standing apology, never its own words', (_, thrown) => {
  expect(asRefusal(thrown)).toMatchObject({ key: 'fault', sentence: say('fault'), fields: [] });
});

test('a window without Go behind it is refused too, not thrown', async () => {
  const error = await refusalOf(() => {
    throw new TypeError("Cannot read properties of undefined (reading 'app')");
  });
  expect(error.sentence).toBe(say('fault'));
});

test('a lost promise is given up after the limit', async () => {
  vi.useFakeTimers();
  const refused = refusalOf(() => new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(readLimit);
  expect((await refused).key).toBe('fault');
});

test('a dialog of the computer may wait as long as the person likes', async () => {
  vi.useFakeTimers();
  let choose = (_folder: string) => {};
  const asked = ask(() => new Promise<string>((resolve) => (choose = resolve)), noLimit);
  await vi.advanceTimersByTimeAsync(24 * 60 * 60 * 1000);
  choose('/papers');
  expect(await asked).toBe('/papers');
});
