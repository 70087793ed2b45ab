import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { refusalText } from './testing/college';
import { gateOf, people, shutGate, volunteersGate } from './testing/sealed';
import { openWindow } from './testing/window';

test('Ctrl+L blanks the page at once, keeps what was typed, then locks; even from a dialog', async () => {
  const calls: string[] = [];
  const { user } = openWindow('/sessions/s2?open=walkIn', (go) => {
    go.Drafts.Keep = async (place, text) => {
      calls.push(`${place} ${text}`);
    };
    go.Guard.Lock = () => {
      calls.push('lock');
      return new Promise(() => {}); // the process ends
    };
  });
  await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Sam Lee');
  await user.keyboard('{Control>}l{/Control}');
  expect(await screen.findByRole('heading', { level: 1, name: 'Locked' })).toBeVisible();
  expect(screen.queryByText(/Zainab|Sam Lee|Sleep well/)).toBeNull();
  await waitFor(() => expect(calls).toEqual(['walkIn:s2 {"name":"Sam Lee"}', 'lock']));
});

test('a lock that could not be made says so, and the page comes back', async () => {
  const { user } = openWindow('/', (go) => {
    go.Guard.Lock = async () => {
      throw new Error(refusalText('Daybook could not start again.'));
    };
  });
  await user.click(await screen.findByRole('button', { name: 'Nadia' }));
  await user.click(await screen.findByRole('menuitem', { name: /^Lock/ }));
  const notice = await screen.findByRole('region', { name: 'Daybook could not start again.' });
  expect(notice).toBeVisible();
  await user.click(within(notice).getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('region', { name: 'Daybook could not start again.' })).toBeNull();
});

test.each(['gate.locked', 'gate.closed'])(
  'a call refused with %s leads to the sign-in page, with nothing left behind it',
  async (key) => {
    const { go, router } = openWindow('/');
    await screen.findByRole('table', { name: 'Sessions' });
    go.Guard.State = async () => shutGate({ why: 'Locked elsewhere.' });
    go.Students.Page = async () => {
      throw new Error(JSON.stringify({ code: 'forbidden', key, sentence: 'Sign in.', fields: [] }));
    };
    await router.navigate({ to: '/students' });
    expect(await screen.findByRole('region', { name: 'Locked elsewhere.' })).toBeVisible();
    expect(screen.queryByRole('navigation')).toBeNull();

    const view = vi.spyOn(go.Today, 'View');
    await router.navigate({ to: '/' });
    expect(view).not.toHaveBeenCalled();
  },
);

test('what is done at the page is told to Go, at most every 15 seconds', async () => {
  const { go } = openWindow('/');
  await screen.findByRole('table', { name: 'Sessions' });
  const touch = vi.spyOn(go.Guard, 'Touch');
  const at = (seconds: number, kind: string) => {
    const event = new Event(kind);
    Object.defineProperty(event, 'timeStamp', { value: seconds * 1000 });
    window.dispatchEvent(event);
  };
  at(1000, 'pointerdown');
  at(1003, 'keydown');
  at(1014.9, 'wheel');
  await waitFor(() => expect(touch).toHaveBeenCalledTimes(1));
  at(1015, 'keydown');
  await waitFor(() => expect(touch).toHaveBeenCalledTimes(2));
});

test('a volunteer lands on Venues and is offered nothing else', async () => {
  const { go, router, user } = openWindow('/', (college) => {
    college.Guard.State = async () => volunteersGate;
  });
  const today = vi.spyOn(go.Today, 'View');
  expect(await screen.findByRole('heading', { level: 1, name: 'Venues' })).toBeVisible();
  const areas = screen.getByRole('navigation', { name: 'Areas' });
  expect(
    within(areas)
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['Venues']);
  await user.click(screen.getByRole('combobox', { name: 'Search or jump to…' }));
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
    'Go to Venues',
    'Go to Settings',
    'Lock',
    'How Daybook looks',
    'My passphrase',
    'Keys and help',
  ]);
  for (const address of [
    '/students',
    '/settings/access',
    '/settings/audit',
    '/settings/backups',
  ] as const) {
    await router.navigate({ to: address });
    await waitFor(() => expect(router.state.location.pathname).toBe('/venues'));
  }
  expect(today).not.toHaveBeenCalled();
});

test.each<[string, string[]]>([
  ['leader', ['For me', 'People with access', 'Backups', 'Who did what']],
  ['admin', ['For me', 'Backups']],
  ['volunteer', ['For me']],
])('the settings of a %s', async (role, pages) => {
  const user = people.find((each) => each.role === role);
  openWindow('/settings', (go) => {
    go.Guard.State = async () => gateOf({ user });
  });
  await screen.findByRole('heading', { level: 1, name: 'Settings' });
  const links = within(screen.getByRole('main')).getAllByRole('link');
  expect(links.map((link) => link.querySelector('b')?.textContent)).toEqual(pages);
});

test('a leader whose records do not open is led to the backups', async () => {
  let state = 'broken';
  const sentence = 'Page 7 of college.daybook is damaged.';
  const { user } = openWindow('/', (go) => {
    go.Guard.State = async () => ({
      ...gateOf(),
      state,
      problem: state === 'broken' ? sentence : '',
    });
  });
  expect(await screen.findByText(sentence)).toBeVisible();
  expect(await screen.findByRole('button', { name: 'Make a backup now' })).toBeVisible();
  state = 'open';
  await user.click(screen.getByRole('button', { name: 'Open the college' }));
  expect(await screen.findByRole('heading', { level: 1, name: /Good/ })).toBeVisible();
});

test('with the keyring lost a backup can be brought back', async () => {
  openWindow('/', (go) => {
    go.Guard.State = async () => ({
      ...gateOf(),
      state: 'lost',
      problem: 'The keyring is missing.',
    });
  });
  expect(await screen.findByText('The keyring is missing.')).toBeVisible();
  expect(screen.getByRole('button', { name: /backup/i })).toBeVisible();
});
