import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fieldRefusal } from '../../testing/sealed';
import { openWindow } from '../../testing/window';

const passphraseField = (label: string) => screen.findByLabelText(label, { selector: 'input' });

test('my passphrase: the one of now, the new one, and what is refused by its field', async () => {
  const { go, user } = openWindow('/settings/me');
  const change = vi
    .spyOn(go.Guard, 'ChangePassphrase')
    .mockRejectedValueOnce(fieldRefusal('current', 'This is not your passphrase.'));
  await user.click(await screen.findByRole('button', { name: 'Change my passphrase' }));
  const dialog = await screen.findByRole('dialog', { name: 'My passphrase' });
  const current = await passphraseField('Your passphrase now');
  await waitFor(() => expect(current).toHaveFocus());
  await user.type(current, 'old words');
  await user.type(await passphraseField('New passphrase'), 'four new words');
  const save = within(dialog).getByRole('button', { name: 'Change my passphrase' });
  await user.click(save);
  await waitFor(() => expect(current).toHaveAccessibleDescription('This is not your passphrase.'));
  await user.click(save);
  await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Done' })).toHaveFocus());
  expect(screen.getByRole('region', { name: 'Your passphrase is changed.' })).toBeVisible();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(change).toHaveBeenLastCalledWith('old words', 'four new words');
  expect(screen.getByRole('heading', { level: 1, name: 'For me' })).toBeVisible();
});
