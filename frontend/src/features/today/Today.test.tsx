import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { noSessions, refusalText, today } from '../../testing/college';
import { openWindow } from '../../testing/window';
import { greeting } from './TodayPage';

test('the greeting follows the time of day', () => {
  expect(greeting(8, 'Nadia')).toBe('Good morning, Nadia');
  expect(greeting(12, '')).toBe('Good afternoon');
  expect(greeting(20, 'Nadia')).toBe('Good evening, Nadia');
});

test('the day’s sessions stand in a named table', async () => {
  openWindow();
  const table = await screen.findByRole('table', { name: 'Sessions' });
  const rows = within(table).getAllByRole('row');
  expect(rows).toHaveLength(6);
  const sleepWell = within(table).getByRole('row', { name: /Sleep well/ });
  expect(sleepWell).toHaveTextContent('10:00–12:00');
  expect(sleepWell).toHaveTextContent('Priya K and Ali M');
  expect(sleepWell).toHaveTextContent('Wexmoor Central Library, Learning Room');
  expect(sleepWell).toHaveTextContent('4 of 16');
  expect(screen.getByText('Friday 20 November 2026 · 5 sessions today')).toBeVisible();
});

test('one click prints all registers, and what was made stays until dismissed', async () => {
  const { go, user } = openWindow();
  const print = vi.spyOn(go.Papers, 'PrintDay');
  const open = vi.spyOn(go.Papers, 'Open');
  const show = vi.spyOn(go.Papers, 'ShowInFolder');
  await user.click(await screen.findByRole('button', { name: 'Print today’s registers (5)' }));
  expect(print).toHaveBeenCalledExactlyOnceWith('2026-11-20');

  const made = await screen.findByRole('region', { name: '5 registers are ready' });
  expect(made).toHaveTextContent('6 pages · 2026-11-20 registers.pdf');
  await user.click(within(made).getByRole('button', { name: /^Open PDF/ }));
  expect(open).toHaveBeenCalledWith('/home/nadia/papers/2026-11-20 registers.pdf');
  await user.click(within(made).getByRole('button', { name: /^Show in folder/ }));
  expect(show).toHaveBeenCalledWith('/home/nadia/papers/2026-11-20 registers.pdf');

  await user.click(screen.getByRole('link', { name: 'Students' }));
  await screen.findByRole('heading', { level: 1, name: 'Students' });
  const still = screen.getByRole('region', { name: '5 registers are ready' });
  await user.click(within(still).getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('region', { name: '5 registers are ready' })).toBeNull();
});

test('Ctrl+P prints them too', async () => {
  const { go, user } = openWindow();
  const print = vi.spyOn(go.Papers, 'PrintDay');
  await screen.findByRole('table');
  await user.keyboard('{Control>}p{/Control}');
  expect(await screen.findByRole('region', { name: '5 registers are ready' })).toBeVisible();
  expect(print).toHaveBeenCalledOnce();
});

test('a copy saved elsewhere is told; a change of mind changes nothing', async () => {
  const { go, user } = openWindow();
  const saved = go.Papers.SaveElsewhere;
  go.Papers.SaveElsewhere = async (path) => ({ ...(await saved(path)), path: '' });
  await user.click(await screen.findByRole('button', { name: /^Print today/ }));
  const made = await screen.findByRole('region', { name: '5 registers are ready' });
  await user.click(within(made).getByRole('button', { name: /^Save elsewhere/ }));
  expect(made).not.toHaveTextContent('A copy is saved');
  go.Papers.SaveElsewhere = saved;
  await user.click(within(made).getByRole('button', { name: /^Save elsewhere/ }));
  expect(await within(made).findByText('A copy is saved in /media/stick.')).toBeVisible();
});

test('a paper that cannot be made is refused in words, and the next try can be', async () => {
  const { go, user } = openWindow();
  const print = go.Papers.PrintDay;
  go.Papers.PrintDay = async () => {
    throw new Error(refusalText('There is no room left on this disk.'));
  };
  const button = await screen.findByRole('button', { name: /^Print today/ });
  await user.click(button);
  expect(
    await screen.findByRole('region', { name: 'There is no room left on this disk.' }),
  ).toBeVisible();
  go.Papers.PrintDay = async (date) => ({
    ...(await print(date)),
    issues: ['One letter stands as a box.'],
  });
  await user.click(button);
  const made = await screen.findByRole('region', { name: '5 registers are ready' });
  expect(made).toHaveTextContent('One letter stands as a box.');
  expect(screen.queryByRole('region', { name: 'There is no room left on this disk.' })).toBeNull();
});

test('a register of one session is named for it', async () => {
  const { go, user } = openWindow();
  const print = vi.spyOn(go.Papers, 'PrintRegister');
  await user.click(await screen.findByRole('button', { name: 'Register of Sleep well, 10:00' }));
  expect(print).toHaveBeenCalledWith('s2');
  expect(await screen.findByRole('region', { name: 'The sign-in sheet is ready' })).toBeVisible();
});

test('without sessions the button says why it rests', async () => {
  openWindow('/', (go) => {
    go.Today.View = async () => noSessions;
  });
  const button = await screen.findByRole('button', { name: 'Print registers' });
  expect(button).toBeDisabled();
  expect(button).toHaveAccessibleDescription('No sessions today – next is Monday 23 November');
  expect(screen.getByRole('link', { name: 'Go to Monday 23 November' })).toBeVisible();
  expect(screen.getByText('Nothing needs you just now.')).toBeVisible();
});

test('a cancelled session has no register to print', async () => {
  const { go, user } = openWindow('/', (college) => {
    college.Today.View = async () => ({
      ...today,
      sessions: today.sessions.map((each) =>
        each.sessionId === 's4' ? { ...each, status: 'cancelled' } : each,
      ),
    });
  });
  const print = vi.spyOn(go.Papers, 'PrintDay');
  expect(await screen.findByRole('row', { name: /Building resilience.*Cancelled/ })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Print today’s registers (4)' }));
  expect(print).toHaveBeenCalledOnce();
});

test('the days can be walked, and the address keeps the day', async () => {
  const { router, user } = openWindow();
  await user.click(await screen.findByRole('link', { name: 'Next day' }));
  expect(
    await screen.findByRole('heading', { level: 1, name: 'Saturday 21 November 2026' }),
  ).toBeVisible();
  expect(router.state.location.search).toEqual({ date: '2026-11-21' });
  await user.click(
    within(screen.getByRole('navigation', { name: 'Days' })).getByRole('link', { name: 'Today' }),
  );
  expect(await screen.findByRole('heading', { level: 1, name: /Nadia/ })).toBeVisible();
});

test('what needs a person is a sentence and a link', async () => {
  openWindow('/', (go) => {
    go.Today.View = async () => ({
      ...today,
      concerns: [
        {
          rule: 'C1',
          severity: 'concern',
          key: 'field.tooLong',
          values: { longest: '9' },
          about: ['s2'],
        },
      ],
    });
  });
  const needs = await screen.findByRole('region', { name: 'Needs you' });
  expect(needs).toHaveTextContent('Make this shorter: at most 9 letters.');
  expect(within(needs).getByRole('link', { name: 'Open Sleep well, 10:00' })).toHaveAttribute(
    'href',
    '/sessions/s2',
  );
  expect(within(needs).getByRole('link', { name: 'Sleep well, Tue 17 Nov' })).toHaveAttribute(
    'href',
    '/sessions/s0',
  );
  expect(needs).toHaveTextContent('2 registers to mark');
  expect(needs).toHaveTextContent('3 enrolments to finish');
});

test('the folder of the papers can be changed', async () => {
  const { user } = openWindow();
  expect(await screen.findByText('Papers are kept in /home/nadia/papers.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Change folder…' }));
  expect(await screen.findByText('Papers are kept in /home/nadia/Desktop/papers.')).toBeVisible();
});

test('a day that cannot be read says so and can be tried again', async () => {
  let broken = true;
  const { user } = openWindow('/', (go) => {
    go.Today.View = async () => {
      if (broken) throw new Error(refusalText('The college cannot be read just now.'));
      return today;
    };
  });
  expect(await screen.findByText('The college cannot be read just now.')).toBeVisible();
  broken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('table')).toBeVisible();
});
