import { screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { openWindow } from '../testing/window';
import { flushDrafts, readDraft } from './drafts';

afterEach(() => vi.useRealTimers());

const session = '/sessions/s2?open=walkIn';
const place = 'walkIn:s2';

test.each<[string, string, object]>([
  ['known fields are taken', '{"name":"Siân"}', { name: 'Siân', note: 'kept' }],
  [
    'unknown fields and other things than text are not',
    '{"name":3,"x":"y"}',
    { name: '', note: 'kept' },
  ],
  ['what is no JSON is let be', 'Siân', { name: '', note: 'kept' }],
  ['nothing is let be', 'null', { name: '', note: 'kept' }],
])('reading a draft: %s', (_, text, values) => {
  expect(readDraft(text, { name: '', note: 'kept' })).toEqual(values);
});

test('what is typed is kept when the person leaves the page, and forgotten when it is put aside', async () => {
  const { go, router, user } = openWindow(session);
  const keep = vi.spyOn(go.Drafts, 'Keep');
  await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Sam Lee');
  expect(keep).not.toHaveBeenCalled();
  await router.navigate({ to: '/students' });
  await waitFor(() => expect(keep).toHaveBeenLastCalledWith(place, '{"name":"Sam Lee"}'));

  await router.navigate({ to: '/sessions/$id', params: { id: 's2' }, search: { open: 'walkIn' } });
  await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Sam');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(keep).toHaveBeenLastCalledWith(place, ''));
  expect(keep).toHaveBeenCalledTimes(2);
});

test('a pause in typing is enough; the same words are kept once', async () => {
  const { go, user } = openWindow(session);
  const field = await screen.findByRole('textbox', { name: 'Name' });
  const keep = vi.spyOn(go.Drafts, 'Keep');
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] });
  await user.type(field, 'Sam');
  await vi.advanceTimersByTimeAsync(2_500);
  expect(keep.mock.calls).toEqual([[place, '{"name":"Sam"}']]);
  await flushDrafts();
  expect(keep).toHaveBeenCalledOnce();
});

test('a draft waits with a notice; carrying on opens the form filled in', async () => {
  const { go, router, user } = openWindow('/', (college) => {
    college.Drafts.Mine = async () => [
      { place, text: '{"name":"Sam Lee"}', at: '2026-11-20 17:01' },
    ];
  });
  const keep = vi.spyOn(go.Drafts, 'Keep');
  expect(
    await screen.findByRole('region', { name: 'You were adding a walk-in (Fri 20 Nov, 17:01).' }),
  ).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Carry on' }));
  const field = await screen.findByRole('textbox', { name: 'Name' });
  await waitFor(() => expect(field).toHaveValue('Sam Lee'));
  expect(router.state.location.pathname).toBe('/sessions/s2');
  expect(screen.queryByRole('region', { name: /You were adding/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Add to the register' }));
  await waitFor(() => expect(keep).toHaveBeenLastCalledWith(place, ''));
});

test('a draft can be thrown away', async () => {
  const { go, user } = openWindow('/', (college) => {
    college.Drafts.Mine = async () => [{ place: 'letter:7', text: '{}', at: '2026-11-20 17:01' }];
  });
  const keep = vi.spyOn(go.Drafts, 'Keep');
  await screen.findByRole('region', { name: /You were writing something/ });
  expect(screen.queryByRole('button', { name: 'Carry on' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Throw away' }));
  await waitFor(() => expect(keep).toHaveBeenCalledWith('letter:7', ''));
  expect(screen.queryByRole('region', { name: /You were writing/ })).toBeNull();
});
