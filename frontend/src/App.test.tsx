import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { gateOf } from './testing/sealed';
import { openWindow } from './testing/window';

test('the window opens on Today, with its areas and the ribbon of the sample college', async () => {
  openWindow();
  expect(await screen.findByRole('heading', { level: 1, name: /Good .*, Nadia/ })).toBeVisible();
  expect(document.title).toBe('Today – Daybook');
  expect(screen.getByText('Wexmoor Recovery and Wellbeing College')).toBeVisible();
  expect(screen.getByText('Sample college – everyone here is invented')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Today' })).toHaveAttribute('aria-current', 'page');
  expect(screen.getByRole('link', { name: 'Students' })).not.toHaveAttribute('aria-current');
});

test('a new page takes the focus and the title', async () => {
  const { user } = openWindow();
  await user.click(await screen.findByRole('link', { name: 'Students' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Students' })).toBeVisible();
  expect(document.title).toBe('Students – Daybook');
  expect(screen.getByRole('main')).toHaveFocus();
});

test('a page that breaks while it is drawn says sorry inside the frame, and leads on', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { user } = openWindow('/students', (go) => {
    go.Students.Page = async () => ({ total: 1, page: 1, pages: 1, students: null as never });
  });
  expect(
    await screen.findByRole('heading', { level: 1, name: 'Something went wrong' }),
  ).toBeVisible();
  await user.click(screen.getByRole('link', { name: 'Go to Today' }));
  expect(await screen.findByRole('heading', { level: 1, name: /Nadia/ })).toBeVisible();
});

test('a college that could not be opened gets one calm page and nothing else', async () => {
  openWindow('/', (go) => {
    const problem = 'Another Daybook has this college open. Close it first.';
    go.Guard.State = async () => gateOf({ state: 'problem', problem });
  });
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent(
    'Daybook could not open the college',
  );
  expect(screen.getByText('Another Daybook has this college open. Close it first.')).toBeVisible();
  expect(screen.queryByRole('navigation')).toBeNull();
});
