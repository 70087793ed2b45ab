import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fieldRefusal, gateOf } from '../../testing/sealed';
import { openWindow } from '../../testing/window';

const open = () =>
  openWindow('/', (go) => {
    go.Guard.State = async () => gateOf({ state: 'start', college: '', people: [] });
  });
const passphrase = () => screen.findByLabelText('Your passphrase', { selector: 'input' });

test('a new college: names, four words offered at once, the sheet typed back, and it opens', async () => {
  const { go, user } = open();
  const begin = vi.spyOn(go.Start, 'Begin');
  const finish = vi.spyOn(go.Start, 'Finish');
  const openPaper = vi.spyOn(go.Start, 'OpenSheet');
  const college = await screen.findByRole('textbox', { name: 'Name of the college' });
  expect(college).toHaveFocus();
  await waitFor(async () => expect(await passphrase()).toHaveValue('river-lantern-cobble-sparrow'));
  expect(await passphrase()).toHaveAttribute('type', 'text');
  await user.type(college, 'Norbrook College');
  await user.type(screen.getByRole('textbox', { name: 'Your name' }), 'Siân');
  await user.click(screen.getByRole('button', { name: 'Print the recovery sheet' }));
  expect(
    await screen.findByRole('heading', { level: 1, name: 'Your recovery sheet' }),
  ).toBeVisible();
  expect(begin).toHaveBeenCalledExactlyOnceWith({
    college: 'Norbrook College',
    leader: 'Siân',
    passphrase: 'river-lantern-cobble-sparrow',
  });
  expect(screen.getByText('The sheet is ready: recovery sheet.pdf')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Open the sheet' }));
  expect(openPaper).toHaveBeenCalledWith('/home/nadia/papers/recovery sheet.pdf');

  const third = screen.getByRole('textbox', { name: 'Group 3' });
  await user.type(third, 'abcdxefghy');
  expect(third).toHaveValue('ABCDX');
  expect(screen.getByRole('textbox', { name: 'Group 7' })).toHaveValue('EFGHY');
  expect(screen.getByRole('textbox', { name: 'Group 7' })).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('navigation', { name: 'Areas' })).toBeVisible();
  expect(finish).toHaveBeenCalledExactlyOnceWith(['ABCDX', 'EFGHY']);
});

test('a weak passphrase is refused by its field', async () => {
  const { go, user } = open();
  go.Start.Begin = async () => {
    throw fieldRefusal('passphrase', 'Make it longer: at least 12 letters.');
  };
  const field = await passphrase();
  await waitFor(() => expect(field).not.toHaveValue(''));
  await user.clear(field);
  await user.type(field, 'short{Enter}');
  const summary = await screen.findByRole('button', { name: /^Make it longer/ });
  await user.click(summary);
  expect(field).toHaveFocus();
  expect(field).toHaveAccessibleDescription(/Make it longer: at least 12 letters\./);
});

test('wrong groups are refused there; another sheet keeps the names and not the passphrase', async () => {
  const { go, user } = open();
  const suggest = vi.spyOn(go.Guard, 'Suggest');
  go.Start.Finish = async () => {
    throw fieldRefusal('groups', 'Group 3 is not what stands on the sheet.');
  };
  await user.type(await screen.findByRole('textbox', { name: 'Name of the college' }), 'Norbrook');
  await waitFor(async () => expect(await passphrase()).not.toHaveValue(''));
  await user.keyboard('{Enter}');
  const third = await screen.findByRole('textbox', { name: 'Group 3' });
  expect(third).toHaveFocus();
  await user.keyboard('aaaaa{Enter}');
  await waitFor(() =>
    expect(third).toHaveAccessibleDescription('Group 3 is not what stands on the sheet.'),
  );

  suggest.mockResolvedValue('quite-other-plain-words');
  await user.click(screen.getByRole('button', { name: 'I cannot find it – make another' }));
  expect(await screen.findByRole('textbox', { name: 'Name of the college' })).toHaveValue(
    'Norbrook',
  );
  await waitFor(async () => expect(await passphrase()).toHaveValue('quite-other-plain-words'));
});

test('a sample college leads to its sign-in page', async () => {
  const { user } = open();
  await user.click(
    await screen.findByRole('button', { name: 'Look around with a sample college' }),
  );
  expect(await screen.findByRole('group', { name: 'Who are you?' })).toBeVisible();
});

test('a college comes back from a backup, with a passphrase of its day', async () => {
  const { go, user } = open();
  const restore = vi
    .spyOn(go.Start, 'Restore')
    .mockRejectedValueOnce(fieldRefusal('passphrase', 'This passphrase is not right.'));
  await user.click(await screen.findByRole('button', { name: 'Choose a backup…' }));
  expect(await screen.findByText('Backup of 20 Nov 2026, 17:15 (b3.daybook-backup)')).toBeVisible();
  await user.click(within(screen.getByRole('group')).getByRole('radio', { name: /Owen/ }));
  const field = screen.getByLabelText('Passphrase', { selector: 'input' });
  await user.type(field, 'old words{Enter}');
  await waitFor(() => expect(field).toHaveAccessibleDescription(/This passphrase is not right\./));
  await user.type(field, '{Enter}');
  expect(await screen.findByRole('navigation', { name: 'Areas' })).toBeVisible();
  expect(restore).toHaveBeenLastCalledWith('/media/stick/b3.daybook-backup', 'owen', 'old words');
});

test('thinking better of a backup changes nothing', async () => {
  const { go, user } = open();
  go.Start.ChooseBackup = async () => ({ path: '', file: '', college: '', made: '', people: [] });
  await user.click(await screen.findByRole('button', { name: 'Choose a backup…' }));
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Choose a backup…' })).not.toHaveAttribute(
      'aria-disabled',
    ),
  );
  expect(screen.getByRole('heading', { level: 1, name: 'Welcome to Daybook' })).toBeVisible();
});
