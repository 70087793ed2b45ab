import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { refusalText } from '../../testing/college';
import { fieldRefusal, gateOf, people, shutGate } from '../../testing/sealed';
import { openWindow } from '../../testing/window';

const shut =
  (change: Parameters<typeof shutGate>[0] = {}) =>
  (go: ReturnType<typeof openWindow>['go']) => {
    go.Guard.State = async () => shutGate(change);
  };
const passphrase = (label = 'Passphrase') => screen.findByLabelText(label, { selector: 'input' });

test('the sign-in page: the college, a name that is chosen, and the passphrase with the focus', async () => {
  const { go, user } = openWindow('/', shut());
  const signIn = vi.spyOn(go.Guard, 'SignIn');
  const about = vi.spyOn(go.Program, 'About');
  expect(
    await screen.findByRole('heading', {
      level: 1,
      name: 'Wexmoor Recovery and Wellbeing College',
    }),
  ).toBeVisible();
  expect(document.title).toBe('Sign in – Daybook');
  expect(await passphrase()).toHaveFocus();
  expect(await passphrase()).toHaveAttribute('autocomplete', 'off');
  const who = screen.getByRole('group', { name: 'Who are you?' });
  expect(within(who).getByRole('radio', { name: /Nadia/ })).toBeChecked();
  expect(about).not.toHaveBeenCalled();

  await user.click(within(who).getByRole('radio', { name: /Owen/ }));
  await user.type(await passphrase(), 'four words of his{Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: /Good/ })).toBeVisible();
  expect(signIn).toHaveBeenCalledExactlyOnceWith('owen', 'four words of his');
  expect(screen.getByRole('main')).toHaveFocus();
});

test('many people are a list', async () => {
  const many = Array.from({ length: 9 }, (_, at) => ({ ...people[1], id: `p${at}` }));
  openWindow('/', shut({ people: many as typeof people }));
  expect(await screen.findByRole('combobox', { name: 'Who are you?' })).toHaveValue('p0');
  expect(screen.queryByRole('radio')).toBeNull();
});

test('a wrong passphrase is said at its field, which has the focus and can be shown', async () => {
  const { user } = openWindow('/', (go) => {
    shut()(go);
    go.Guard.SignIn = async () => {
      throw fieldRefusal('passphrase', 'This passphrase is not right.');
    };
  });
  const field = await passphrase();
  await user.type(field, 'wrong words{Enter}');
  await waitFor(() => expect(field).toHaveAccessibleDescription('This passphrase is not right.'));
  expect(field).toHaveFocus();
  expect(field).toHaveValue('wrong words');
  expect(field).toHaveAttribute('type', 'password');
  await user.click(screen.getByRole('button', { name: 'Show: Passphrase' }));
  expect(field).toHaveAttribute('type', 'text');
  await user.click(screen.getByRole('button', { name: 'Hide: Passphrase' }));
  expect(field).toHaveAttribute('type', 'password');
});

test('a refusal that is not about the passphrase stands above it', async () => {
  const { user } = openWindow('/', (go) => {
    shut()(go);
    go.Guard.SignIn = async () => {
      throw new Error(refusalText('Wait 8 seconds, then try again.'));
    };
  });
  await user.type(await passphrase(), 'some words{Enter}');
  expect(await screen.findByText('Wait 8 seconds, then try again.')).toBeVisible();
  expect(await passphrase()).toHaveFocus();
});

test('Caps Lock is told', async () => {
  const { user } = openWindow('/', shut());
  await user.click(await passphrase());
  expect(screen.queryByText('Caps Lock is on.')).toBeNull();
  await user.keyboard('{CapsLock}A');
  expect(await screen.findByText('Caps Lock is on.')).toBeVisible();
});

test('why it was locked stands there calmly', async () => {
  openWindow('/', shut({ why: 'Nobody used Daybook for 5 minutes.' }));
  expect(
    await screen.findByRole('region', { name: 'Nobody used Daybook for 5 minutes.' }),
  ).toBeVisible();
});

test('the sample college shows its passphrases; one click fills the field', async () => {
  const published = [{ name: 'Owen', role: 'admin', passphrase: 'sample words for owen' }];
  const { go, user } = openWindow('/', shut({ published }));
  const signIn = vi.spyOn(go.Guard, 'SignIn');
  const table = await screen.findByRole('table', { name: 'This is the sample college' });
  expect(within(table).getByText('sample words for owen')).toBeVisible();
  await user.click(within(table).getByRole('button', { name: 'Use the passphrase of Owen' }));
  expect(screen.getByRole('radio', { name: /Owen/ })).toBeChecked();
  expect(await passphrase()).toHaveFocus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(signIn).toHaveBeenCalledWith('owen', 'sample words for owen'));
});

test('a forgotten passphrase: ask a leader; without a sheet there is no other way', async () => {
  const { user } = openWindow('/', shut({ hasSheet: false }));
  await user.click(await screen.findByRole('button', { name: 'I forgot my passphrase' }));
  const dialog = await screen.findByRole('dialog', { name: 'I forgot my passphrase' });
  expect(dialog).toHaveTextContent('Ask a leader of your college.');
  expect(within(dialog).queryByRole('button', { name: 'Use the recovery sheet' })).toBeNull();
});

test('a leader comes in with the recovery sheet and a new passphrase', async () => {
  const { go, user } = openWindow('/', shut());
  const recover = vi.spyOn(go.Guard, 'Recover');
  await user.click(await screen.findByRole('button', { name: 'I forgot my passphrase' }));
  await user.click(await screen.findByRole('button', { name: 'Use the recovery sheet' }));
  const groups = within(screen.getByRole('group', { name: 'The recovery sheet' }));
  expect(groups.getByRole('textbox', { name: 'Group 1' })).toHaveFocus();
  await user.paste('abcdx efghy ijklz mnopa qrstb uvwxc yz23d 4567e');
  expect(groups.getByRole('textbox', { name: 'Group 8' })).toHaveValue('4567E');
  const leaders = screen.getByRole('group', { name: 'Which leader are you?' });
  expect(within(leaders).getAllByRole('radio')).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'Suggest four words' }));
  const field = await passphrase('New passphrase');
  await waitFor(() => expect(field).toHaveValue('river-lantern-cobble-sparrow'));
  expect(field).toHaveAttribute('type', 'text');
  await user.click(screen.getByRole('button', { name: 'Come in' }));
  expect(await screen.findByRole('navigation', { name: 'Areas' })).toBeVisible();
  expect(recover).toHaveBeenCalledExactlyOnceWith(
    'ABCDX EFGHY IJKLZ MNOPA QRSTB UVWXC YZ23D 4567E',
    'nadia',
    'river-lantern-cobble-sparrow',
  );
});

test('with a one-time passphrase nothing opens before there is one of their own', async () => {
  const { go, user } = openWindow('/students', (college) => {
    shut()(college);
    college.Guard.SignIn = async () => gateOf({ state: 'ownPassphrase' });
  });
  const students = vi.spyOn(go.Students, 'Page');
  const change = vi
    .spyOn(go.Guard, 'ChangePassphrase')
    .mockRejectedValueOnce(fieldRefusal('passphrase', 'Make this longer.'));
  await user.type(await passphrase(), 'given to me{Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: 'Hello, Nadia' })).toBeVisible();
  const field = await passphrase('New passphrase');
  expect(field).toHaveFocus();
  await user.type(field, 'short{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Make this longer.' }));
  expect(field).toHaveFocus();
  expect(students).not.toHaveBeenCalled();
  await user.clear(field);
  await user.type(field, 'four words of mine{Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: 'Students' })).toBeVisible();
  expect(change).toHaveBeenLastCalledWith('given to me', 'four words of mine');
});

test('opened anew, the page asks for the one-time passphrase again', async () => {
  const { go, user } = openWindow('/', (college) => {
    college.Guard.State = async () => gateOf({ state: 'ownPassphrase' });
  });
  const change = vi.spyOn(go.Guard, 'ChangePassphrase');
  const given = await passphrase('The one-time passphrase you were given');
  expect(given).toHaveFocus();
  await user.type(given, 'given to me');
  await user.type(await passphrase('New passphrase'), 'four words of mine{Enter}');
  await waitFor(() => expect(change).toHaveBeenCalledWith('given to me', 'four words of mine'));
});
