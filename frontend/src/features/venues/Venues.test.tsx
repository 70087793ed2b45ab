import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fieldRefusal, volunteersGate } from '../../testing/sealed';
import { openWindow } from '../../testing/window';

const rowOf = (item: RegExp) => screen.findByRole('row', { name: item });

test('the venue book is found as you type, and keeps the words in the address', async () => {
  const { router, user } = openWindow('/venues');
  const table = await screen.findByRole('table', { name: 'Venues' });
  expect(within(table).getAllByRole('row')).toHaveLength(4);
  expect(within(table).getByRole('row', { name: /Castleby Community Centre.*No/ })).toBeVisible();
  expect(within(table).getByRole('row', { name: /Norbrook.*We don’t know/ })).toBeVisible();
  await user.type(screen.getByRole('searchbox', { name: 'Find a venue' }), 'castle');
  expect(await screen.findByText('1 venue')).toBeVisible();
  expect(router.state.location.search).toEqual({ query: 'castle' });
  await user.click(screen.getByRole('link', { name: 'Castleby Community Centre' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/venues/v2'));
});

test('a search without a find leads back to every venue', async () => {
  const { user } = openWindow('/venues?query=atlantis');
  expect(
    await screen.findByText('No venue matches. Try part of a name, or the town.'),
  ).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show every venue' }));
  expect(await screen.findByText('3 venues')).toBeVisible();
});

test('one venue: address, rooms, how to get there, and access with who checked it', async () => {
  openWindow('/venues/v1');
  expect(
    await screen.findByRole('heading', { level: 1, name: 'Wexmoor Central Library' }),
  ).toBeVisible();
  expect(screen.getByText('Market Square, Wexmoor, WX1 1AA')).toBeVisible();
  expect(await rowOf(/Learning Room 20 Ground projector, kettle/)).toBeVisible();
  expect(
    await rowOf(/Step-free from the street\s*The whole venue Yes 2 Oct 2026\s*Bethan/),
  ).toBeVisible();
  expect(await rowOf(/Hearing loop\s*Learning Room We don’t know Not yet/)).toBeVisible();
  expect(screen.getByText('Two Blue Badge bays by the side door.')).toBeVisible();
});

test('a volunteer puts a fact right, and takes it back with Ctrl+Z', async () => {
  const { go, user } = openWindow('/venues/v1', (college) => {
    college.Guard.State = async () => volunteersGate;
  });
  const correct = vi.spyOn(go.Venues, 'CorrectFact');
  const undo = vi.spyOn(go.Acts, 'UndoLast');
  const button = await screen.findByRole('button', {
    name: 'Put right: Hearing loop, Learning Room',
  });
  await user.click(button);
  const dialog = await screen.findByRole('dialog', { name: 'Hearing loop' });
  await waitFor(() =>
    expect(within(dialog).getByRole('radio', { name: 'We don’t know' })).toHaveFocus(),
  );
  await user.click(within(dialog).getByRole('radio', { name: 'Yes' }));
  await user.type(within(dialog).getByRole('textbox', { name: 'Note' }), 'Ask at the desk.');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  expect(
    await rowOf(/Hearing loop\s*Learning Room Yes Ask at the desk\. 20 Nov 2026/),
  ).toBeVisible();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(button).toHaveFocus();
  expect(correct).toHaveBeenCalledExactlyOnceWith({
    id: 'f2',
    answer: 'yes',
    note: 'Ask at the desk.',
  });
  await screen.findByRole('button', { name: 'Undo' });
  await user.keyboard('{Control>}z{/Control}');
  await waitFor(() => expect(undo).toHaveBeenCalledOnce());
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
});

test('a note that is too long is refused by its field', async () => {
  const { user } = openWindow('/venues/v1?fact=f1', (go) => {
    go.Venues.CorrectFact = async () => {
      throw fieldRefusal('note', 'Make this shorter: at most 300 letters.');
    };
  });
  const dialog = await screen.findByRole('dialog', { name: 'Step-free from the street' });
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  await user.click(await within(dialog).findByRole('button', { name: /^Make this shorter/ }));
  const note = within(dialog).getByRole('textbox', { name: 'Note' });
  expect(note).toHaveFocus();
  expect(note).toHaveAccessibleDescription(/Make this shorter: at most 300 letters\./);
});

test('a draft of a fact comes back with its answer and its note', async () => {
  const { user } = openWindow('/venues', (go) => {
    go.Guard.State = async () => volunteersGate;
    go.Drafts.Mine = async () => [
      { place: 'fact:v1:f2', text: '{"answer":"no","note":"Broken."}', at: '2026-11-20 17:01' },
    ];
  });
  await user.click(await screen.findByRole('button', { name: 'Carry on' }));
  const dialog = await screen.findByRole('dialog', { name: 'Hearing loop' });
  await waitFor(() => expect(within(dialog).getByRole('radio', { name: 'No' })).toBeChecked());
  expect(within(dialog).getByRole('textbox', { name: 'Note' })).toHaveValue('Broken.');
});
