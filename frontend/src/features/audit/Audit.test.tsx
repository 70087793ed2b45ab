import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { openWindow } from '../../testing/window';

const page = '/settings/audit';

test('who did what and when, with the fields and never what stood in them', async () => {
  openWindow(page);
  const table = await screen.findByRole('table', { name: 'Who did what, page 1 of 3' });
  expect(
    within(table).getByRole('row', {
      name: /^20 Nov 2026, 17:15:04 Nadia marked attendance\s*attendance, reason UMH02-T4-1, session 3 College$/,
    }),
  ).toBeVisible();
  expect(within(table).getByRole('row', { name: /Bethan.*Venue book$/ })).toBeVisible();
  expect(screen.getByText('120 lines')).toBeVisible();
});

test('person, days and page are asked for and stand in the address', async () => {
  const { go, router, user } = openWindow(page);
  const ask = vi.spyOn(go.Audit, 'Page');
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Person' }), 'Bethan');
  await waitFor(() => expect(router.state.location.search).toEqual({ person: 'bethan' }));
  await user.type(screen.getByLabelText('From'), '2026-11-01');
  await waitFor(() =>
    expect(router.state.location.search).toEqual({ person: 'bethan', from: '2026-11-01' }),
  );
  await user.click(screen.getByRole('button', { name: 'Next page' }));
  expect(await screen.findByText('Page 2 of 3')).toBeVisible();
  expect(ask).toHaveBeenLastCalledWith({
    userId: 'bethan',
    from: '2026-11-01',
    to: '',
    page: 2,
  });
});

test('nothing found leads back to everything', async () => {
  const { router, user } = openWindow(`${page}?from=2030-01-01`, (go) => {
    const answer = go.Audit.Page;
    go.Audit.Page = async (filter) =>
      filter.from ? { ...(await answer(filter)), lines: [], total: 0, pages: 1 } : answer(filter);
  });
  await user.click(await screen.findByRole('button', { name: 'Show everything' }));
  expect(await screen.findByText('120 lines')).toBeVisible();
  expect(router.state.location.search).toEqual({});
});

test('the verdict on the chain stands on top, with what was found', async () => {
  const { user } = openWindow(page, (go) => {
    go.Audit.Check = async () => ({
      whole: false,
      sentence: 'The record was changed.',
      findings: ['Line 7 of the college is not as it was written.'],
    });
  });
  await user.click(await screen.findByRole('button', { name: 'Check that it is whole' }));
  const verdict = await screen.findByRole('region', { name: 'The record was changed.' });
  expect(verdict).toHaveTextContent('Line 7 of the college is not as it was written.');
});

test('what is found is printed like any paper', async () => {
  const { go, user } = openWindow(`${page}?person=bethan&page=2`);
  const print = vi.spyOn(go.Audit, 'Print');
  await user.click(await screen.findByRole('button', { name: 'Print' }));
  expect(
    await screen.findByRole('region', { name: 'The record of who did what is ready' }),
  ).toBeVisible();
  expect(print).toHaveBeenCalledExactlyOnceWith({ userId: 'bethan', from: '', to: '', page: 1 });
});
