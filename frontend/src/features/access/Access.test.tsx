import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { refusalText } from '../../testing/college';
import { fieldRefusal } from '../../testing/sealed';
import { openWindow } from '../../testing/window';

const page = '/settings/access';
const click = async (user: ReturnType<typeof openWindow>['user'], name: string) =>
  user.click(await screen.findByRole('button', { name }));

test('who may sign in, and who no longer can; about oneself nothing is offered', async () => {
  openWindow(page);
  const table = await screen.findByRole('table', { name: 'Those who may sign in' });
  const nadia = within(table).getByRole('row', { name: /Nadia\s*You Leader 1 Sep 2026/ });
  expect(within(nadia).queryByRole('button')).toBeNull();
  expect(
    within(table).getByRole('row', { name: /Owen\s*One-time passphrase Administrator/ }),
  ).toBeVisible();
  expect(within(table).queryByText('Gwen')).toBeNull();
  expect(screen.getByText('Left on 31 Jul 2026')).toBeVisible();
});

test('somebody gets access: a name, a role, and a one-time passphrase shown once', async () => {
  const { go, user } = openWindow(page);
  const add = vi
    .spyOn(go.Access, 'Add')
    .mockRejectedValueOnce(fieldRefusal('name', 'There is an Owen already.'));
  await click(user, 'Give somebody access');
  const dialog = await screen.findByRole('dialog', { name: 'Give somebody access' });
  const name = within(dialog).getByRole('textbox', { name: 'Name' });
  await waitFor(() => expect(name).toHaveFocus());
  await user.type(name, 'Owen{Enter}');
  await waitFor(() => expect(name).toHaveAccessibleDescription(/There is an Owen already\./));
  await user.clear(name);
  await user.type(name, 'Mair');
  await user.click(within(dialog).getByRole('radio', { name: 'Volunteer' }));
  await user.click(within(dialog).getByRole('button', { name: 'Give access' }));
  const once = await screen.findByRole('dialog', { name: 'A one-time passphrase for Mair' });
  expect(within(once).getByText('amber-kettle-violet-stone')).toBeVisible();
  expect(add).toHaveBeenLastCalledWith('Mair', 'volunteer');
  await user.click(within(once).getByRole('button', { name: 'I have handed it over' }));
  await waitFor(() => expect(screen.queryByText('amber-kettle-violet-stone')).toBeNull());
  expect(await screen.findByRole('row', { name: /Mair.*Volunteer/ })).toBeVisible();
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Give somebody access' })).toHaveFocus(),
  );
});

test('a forgotten passphrase is replaced once that is confirmed', async () => {
  const { go, user } = openWindow(page);
  const reset = vi.spyOn(go.Access, 'Reset');
  await click(user, 'New passphrase for Bethan');
  expect(reset).not.toHaveBeenCalled();
  await click(user, 'Make a one-time passphrase');
  expect(
    await screen.findByRole('dialog', { name: 'A one-time passphrase for Bethan' }),
  ).toBeVisible();
  expect(reset).toHaveBeenCalledExactlyOnceWith('bethan');
  await click(user, 'I have handed it over');
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'New passphrase for Bethan' })).toHaveFocus(),
  );
});

test('a role is changed; what Go refuses is said in the dialog', async () => {
  const { go, user } = openWindow(page);
  const setRole = vi
    .spyOn(go.Access, 'SetRole')
    .mockRejectedValueOnce(new Error(refusalText('A college needs a leader.')));
  await click(user, 'Role of Owen');
  await user.click(await screen.findByRole('radio', { name: 'Leader' }));
  await click(user, 'Save role');
  expect(await screen.findByText('A college needs a leader.')).toBeVisible();
  await click(user, 'Save role');
  expect(await screen.findByRole('row', { name: /Owen.*Leader/ })).toBeVisible();
  expect(setRole).toHaveBeenLastCalledWith('owen', 'leader');
});

test('somebody leaves: what will happen, a dialog that stays while it does, and what it did', async () => {
  const { go, user } = openWindow(page);
  const answer = go.Access.Leave;
  let finish = () => {};
  const leave = vi
    .spyOn(go.Access, 'Leave')
    .mockImplementation((id) => new Promise((resolve) => (finish = () => resolve(answer(id)))));
  await click(user, 'Leaves: Owen');
  const dialog = await screen.findByRole('dialog', { name: 'Leaves: Owen' });
  expect(dialog).toHaveTextContent('Owen can no longer sign in.');
  expect(dialog).toHaveTextContent('The keys change, and the records are sealed again.');
  await click(user, 'Take access away');
  expect(
    await screen.findByText(/Leave the computer on\.$/, { selector: '[role=status]' }),
  ).toBeVisible();
  await user.keyboard('{Escape}');
  expect(dialog).toBeVisible();
  finish();
  expect(await screen.findByText('9 backups were sealed again.')).toBeVisible();
  expect(screen.getByText('2026-01-07T171500Z.daybook-backup')).toBeVisible();
  expect(screen.getByText('/media/stick/b2.daybook-backup')).toBeVisible();
  expect(leave).toHaveBeenCalledExactlyOnceWith('owen');
  await user.click(
    within(screen.getByRole('dialog')).getAllByRole('button', { name: 'Close' })[1] as HTMLElement,
  );
  expect(await screen.findByText('Left on 20 Nov 2026')).toBeVisible();
});

test('all keys change and everybody stays', async () => {
  const { go, user } = openWindow(page);
  const rotate = vi.spyOn(go.Access, 'Rotate');
  await click(user, 'Change all keys');
  await user.click(
    within(await screen.findByRole('dialog')).getByRole('button', { name: 'Change all keys' }),
  );
  expect(await screen.findByRole('region', { name: 'All keys are changed.' })).toBeVisible();
  expect(rotate).toHaveBeenCalledOnce();
  await user.keyboard('{Escape}');
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Change all keys' })).toHaveFocus(),
  );
});

test('a new recovery sheet counts when its groups are typed back', async () => {
  const { go, user } = openWindow(page);
  const confirm = vi
    .spyOn(go.Access, 'ConfirmSheet')
    .mockRejectedValueOnce(fieldRefusal('groups', 'Group 3 is not right.'));
  await click(user, 'New recovery sheet');
  await click(user, 'Make the sheet');
  const third = await screen.findByRole('textbox', { name: 'Group 3' });
  await user.type(third, 'aaaaabbbbb{Enter}');
  await waitFor(() => expect(third).toHaveAccessibleDescription('Group 3 is not right.'));
  await click(user, 'Use this sheet from now on');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(confirm).toHaveBeenLastCalledWith(['AAAAA', 'BBBBB']);
});

test('the minutes until it locks hold at once', async () => {
  const { go, user } = openWindow(page);
  const set = vi.spyOn(go.Access, 'SetIdle');
  const minutes = await screen.findByRole('combobox', { name: 'Lock when nobody has used it for' });
  expect(minutes).toHaveValue('5');
  expect(within(minutes).getAllByRole('option')).toHaveLength(15);
  await user.selectOptions(minutes, '2');
  await waitFor(() => expect(minutes).toHaveValue('2'));
  expect(set).toHaveBeenCalledExactlyOnceWith(2);
  expect(await screen.findByText('Daybook locks after 2 minutes.')).toBeInTheDocument();
});
