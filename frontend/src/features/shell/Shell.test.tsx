import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { refusalText } from '../../testing/college';
import { openWindow } from '../../testing/window';

const box = () => screen.findByRole('combobox', { name: 'Search or jump to…' });

test('Ctrl+K leads to the search; arrows and Enter choose a student', async () => {
  const { router, user } = openWindow();
  const field = await box();
  await user.keyboard('{Control>}k{/Control}');
  expect(field).toHaveFocus();
  expect(field).toHaveAttribute('aria-expanded', 'true');
  await user.keyboard('sian');
  const option = await screen.findByRole('option', { name: /Siân Davies.*W-00002/ });
  expect(field).toHaveAttribute('aria-activedescendant', option.id);
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: 'Students' })).toBeVisible();
  expect(router.state.location.search).toEqual({ query: 'W-00002' });
  expect(field).toHaveAttribute('aria-expanded', 'false');
  expect(field).toHaveValue('');
});

test('commands are found too: print today’s registers', async () => {
  const { go, user } = openWindow('/students');
  const print = vi.spyOn(go.Papers, 'PrintDay');
  await user.type(await box(), 'print{Enter}');
  await waitFor(() => expect(print).toHaveBeenCalledWith('2026-11-20'));
  expect(await screen.findByRole('region', { name: '5 registers are ready' })).toBeVisible();
});

test('Escape closes the list, then empties the field', async () => {
  const { user } = openWindow();
  const field = await box();
  await user.type(field, 'wex');
  expect(await screen.findByRole('option', { name: /Wexmoor Central Library/ })).toBeVisible();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('option')).toBeNull();
  expect(field).toHaveValue('wex');
  await user.keyboard('{Escape}');
  expect(field).toHaveValue('');
});

test('a venue that was found leads to its page', async () => {
  const { router, user } = openWindow();
  await user.type(await box(), 'wex');
  await user.click(await screen.findByRole('option', { name: /Wexmoor Central Library/ }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/venues/v1'));
});

test('what has no page yet says so kindly', async () => {
  const { user } = openWindow('/', (go) => {
    go.Search.Everything = async () => [
      { kind: 'course', id: 'c1', text: 'Sleep well', fact: 'UMH02' },
    ];
  });
  await user.type(await box(), 'sleep');
  await user.click(await screen.findByRole('option', { name: /Sleep well/ }));
  const dialog = await screen.findByRole('dialog', { name: 'Sleep well' });
  expect(dialog).toHaveTextContent('Daybook does not have a page for it yet.');
});

test('how Daybook looks: a choice holds at once and is kept', async () => {
  const { go, user } = openWindow();
  const save = vi.spyOn(go.Preferences, 'Save');
  await user.click(await screen.findByRole('button', { name: 'Nadia' }));
  await user.click(await screen.findByRole('menuitem', { name: 'How Daybook looks' }));
  const dialog = await screen.findByRole('dialog', { name: 'How Daybook looks' });
  const sizes = within(dialog).getByRole('radiogroup', { name: 'Text size' });
  await waitFor(() => expect(within(sizes).getByRole('radio', { name: 'Normal' })).toHaveFocus());
  go.Preferences.Load = async () => ({
    textSize: 'large',
    font: 'system',
    colours: 'dark',
    singleKeys: true,
  });
  await user.click(within(dialog).getByRole('radio', { name: 'Dark' }));
  await waitFor(() =>
    expect(document.documentElement).toHaveAttribute('data-mantine-color-scheme', 'dark'),
  );
  expect(save).toHaveBeenCalledWith({
    textSize: 'normal',
    font: 'atkinson',
    colours: 'dark',
    singleKeys: true,
  });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a look that cannot be kept says so', async () => {
  const { user } = openWindow('/settings/me', (go) => {
    go.Preferences.Save = async () => {
      throw new Error(refusalText('The venue book cannot be written just now.'));
    };
  });
  await user.click(await screen.findByRole('radio', { name: 'Large' }));
  expect(await screen.findByText('The venue book cannot be written just now.')).toBeVisible();
  expect(screen.getByRole('radio', { name: 'Normal' })).toBeChecked();
});

test('F1 lists the keys; no key acts behind an open dialog', async () => {
  const { go, user } = openWindow();
  const print = vi.spyOn(go.Papers, 'PrintDay');
  await screen.findByRole('table');
  await user.keyboard('{F1}');
  expect(await screen.findByRole('dialog', { name: 'Keys and help' })).toBeVisible();
  await user.keyboard('{Control>}p{/Control}');
  expect(print).not.toHaveBeenCalled();
});

test('the skip link leads to the page and leaves the address alone', async () => {
  const { router, user } = openWindow('/students');
  await user.click(await screen.findByRole('link', { name: 'Skip to main content' }));
  expect(screen.getByRole('main')).toHaveFocus();
  expect(router.state.location.pathname).toBe('/students');
});

test('the menu of a narrow window opens the areas and closes again', async () => {
  const { user } = openWindow();
  const menu = await screen.findByRole('button', { name: 'Menu' });
  await user.click(menu);
  expect(menu).toHaveAttribute('aria-expanded', 'true');
  await user.click(screen.getByRole('link', { name: 'Students' }));
  expect(menu).toHaveAttribute('aria-expanded', 'false');
});
