import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { refusalText } from '../../testing/college';
import { backupsView, gateOf, people } from '../../testing/sealed';
import { openWindow } from '../../testing/window';

const page = '/settings/backups';
const newest = '20 Nov 2026, 17:15';

test('the backups, newest first: when, why, what is inside, and what is wrong', async () => {
  openWindow(page);
  const table = await screen.findByRole('table', { name: 'Backups, newest first' });
  const rows = within(table).getAllByRole('row').slice(1);
  expect(rows[0]).toHaveTextContent(/20 Nov 2026, 17:15When Daybook was closed/);
  expect(rows[0]).toHaveTextContent(/students: 1,877 · sessions: 412/);
  expect(rows[0]).toHaveTextContent(/12\.4 MB/);
  expect(rows[1]).toHaveTextContent(/The venue book alone · venues: 14/);
  expect(rows[2]).toHaveTextContent(/Not good.*This file was only copied in part\./);
  expect(within(rows[2] as HTMLElement).getAllByRole('button')).toHaveLength(1);
  expect(screen.getByText('A restore was last proved on 15 Sep 2026.')).toBeVisible();
  expect(
    screen.getByRole('region', { name: 'It is time to copy the backups to the second place.' }),
  ).toBeVisible();
});

test('one is made, and one is checked: what was done stands on the page', async () => {
  const { go, user } = openWindow(page);
  const check = vi.spyOn(go.Backups, 'Check');
  await user.click(await screen.findByRole('button', { name: 'Make a backup now' }));
  expect(
    await screen.findByRole('region', { name: 'The backup is made and holds.' }),
  ).toBeVisible();
  await user.click(screen.getByRole('button', { name: `Check the backup of ${newest}` }));
  expect(await screen.findByRole('region', { name: 'The backup holds.' })).toBeVisible();
  expect(check).toHaveBeenCalledExactlyOnceWith('b3');
});

test('a backup that cannot be made is refused in words', async () => {
  const { user } = openWindow(page, (go) => {
    go.Backups.Make = async () => {
      throw new Error(refusalText('The disk is full.'));
    };
  });
  await user.click(await screen.findByRole('button', { name: 'Make a backup now' }));
  expect(await screen.findByRole('region', { name: 'The disk is full.' })).toBeVisible();
});

test('a backup is proved by counting what comes back', async () => {
  const { go, user } = openWindow(page);
  const drill = vi.spyOn(go.Backups, 'Drill');
  await user.click(
    await screen.findByRole('button', { name: `Prove it: the backup of ${newest}` }),
  );
  const dialog = await screen.findByRole('dialog');
  expect(await within(dialog).findByText('This backup can be restored.')).toBeVisible();
  expect(within(dialog).getByRole('row', { name: 'Students 1,877 1,880' })).toBeVisible();
  expect(within(dialog).getByRole('row', { name: 'Bookings 9,034 Not known' })).toBeVisible();
  expect(drill).toHaveBeenCalledExactlyOnceWith('b3');
});

test('a restore is looked at first, and needs a tick', async () => {
  const { go, user } = openWindow(page);
  const restore = vi.spyOn(go.Backups, 'Restore');
  await user.click(await screen.findByRole('button', { name: `Restore the backup of ${newest}` }));
  const dialog = await screen.findByRole('dialog');
  expect(await within(dialog).findByText('3 students were added since.')).toBeVisible();
  const button = within(dialog).getByRole('button', { name: 'Restore this backup' });
  expect(button).toBeDisabled();
  await user.click(within(dialog).getByRole('checkbox', { name: 'I understand' }));
  await user.click(button);
  expect(await within(dialog).findByText('What was there is a backup.')).toBeVisible();
  expect(restore).toHaveBeenCalledExactlyOnceWith('b3');
});

test('an admin makes and proves, and is not offered to restore', async () => {
  openWindow(page, (go) => {
    go.Guard.State = async () => gateOf({ user: people[1] });
    go.Backups.View = async () => ({ ...backupsView, mayRestore: false });
  });
  expect(await screen.findByRole('button', { name: 'Make a backup now' })).toBeVisible();
  expect(screen.getAllByRole('button', { name: /^Prove it/ })).toHaveLength(2);
  expect(screen.queryByRole('button', { name: /^Restore/ })).toBeNull();
});

test('copies go to the second place, and the page no longer says that it is time', async () => {
  const { user } = openWindow(page);
  await user.click(await screen.findByRole('button', { name: 'Copy there now' }));
  expect(await screen.findByRole('region', { name: 'Copied.' })).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('region', { name: /It is time/ })).toBeNull());
});
