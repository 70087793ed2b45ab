import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { refusalText } from '../../testing/college';
import { openWindow } from '../../testing/window';

test('fifty students a page, with what may be read over a shoulder', async () => {
  openWindow('/students');
  const table = await screen.findByRole('table', { name: 'Students, page 1 of 3' });
  expect(within(table).getAllByRole('row')).toHaveLength(51);
  const heads = within(table).getAllByRole('columnheader');
  expect(heads.map((head) => head.textContent)).toEqual([
    'Reference',
    'Name',
    'Area',
    'Next session',
  ]);
  const luke = within(table).getAllByRole('rowheader', { name: 'Luke (Łukasz Wiśniewski)' })[0];
  expect(luke).toBeVisible();
  expect(within(table).getAllByText('Sleep well, Tue 24 Nov, 10:00')[0]).toBeVisible();
  expect(screen.getByText('120 students')).toBeVisible();
  expect(screen.getByRole('region', { name: 'Students, page 1 of 3' })).toHaveAttribute(
    'tabindex',
    '0',
  );
});

test('the search finds as you type, tells the count, and stays in the address', async () => {
  const { go, router, user } = openWindow('/students');
  const page = vi.spyOn(go.Students, 'Page');
  await user.type(await screen.findByRole('searchbox', { name: 'Find a student' }), 'sian');
  expect(await screen.findByText('30 students')).toBeVisible();
  expect(screen.getByText('30 students')).toHaveAttribute('role', 'status');
  expect(page).toHaveBeenLastCalledWith({ query: 'sian', status: '', page: 1 });
  expect(page.mock.calls.length).toBeLessThan(4); // not one for each letter
  expect(router.state.location.search).toEqual({ query: 'sian' });
  expect(screen.getByRole('searchbox', { name: 'Find a student' })).toHaveValue('sian');
});

test('an address with words in it fills the field', async () => {
  openWindow('/students?query=lukasz&status=active');
  expect(await screen.findByRole('searchbox', { name: 'Find a student' })).toHaveValue('lukasz');
  expect(screen.getByRole('combobox', { name: 'Status' })).toHaveValue('active');
});

test('the status filters, from the first page', async () => {
  const { go, router, user } = openWindow('/students?page=2');
  const page = vi.spyOn(go.Students, 'Page');
  await screen.findByText('Page 2 of 3');
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Status' }),
    'Not attending at the moment',
  );
  await waitFor(() =>
    expect(page).toHaveBeenLastCalledWith({ query: '', status: 'dormant', page: 1 }),
  );
  expect(router.state.location.search).toEqual({ status: 'dormant' });
});

test('pages go on and back', async () => {
  const { user } = openWindow('/students');
  expect(await screen.findByRole('button', { name: 'Previous page' })).toBeDisabled();
  await user.click(screen.getByRole('button', { name: 'Next page' }));
  expect(await screen.findByText('Page 2 of 3')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Next page' }));
  expect(await screen.findByText('Page 3 of 3')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Next page' })).toBeDisabled();
});

test('nobody found: why, and a way out', async () => {
  const { user } = openWindow('/students?query=zzz');
  expect(
    await screen.findByText('Nobody matches. Try part of a name, or the reference.'),
  ).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show everyone' }));
  expect(await screen.findByText('120 students')).toBeVisible();
  expect(screen.getByRole('searchbox', { name: 'Find a student' })).toHaveValue('');
});

test('a list that cannot be read says so', async () => {
  openWindow('/students', (go) => {
    go.Students.Page = async () => {
      throw new Error(refusalText('The college cannot be read just now.'));
    };
  });
  expect(await screen.findByText('The college cannot be read just now.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});
