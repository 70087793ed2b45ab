import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { certificates, refusalText, view } from '../../testing/college';
import { openWindow } from '../../testing/window';
import { findRow, markOfKey } from './marks';

const page = '/sessions/s2';
const group = (name: string) => screen.findByRole('radiogroup', { name: `Mark for ${name}` });
const checked = async (name: string) =>
  within(await group(name)).getByRole('radio', { checked: true });
const letter = async (name: string, radio: string) =>
  within(await group(name)).getByRole('radio', { name: radio });

test('the head says what, when, where and with whom', async () => {
  openWindow(page);
  expect(await screen.findByRole('heading', { level: 1, name: 'Sleep well' })).toBeVisible();
  expect(document.title).toBe('Sleep well, Fri 20 Nov – Daybook');
  expect(
    screen.getByText(/Session 3 of 6 · Fri 20 Nov, 10:00–12:00 · Wexmoor Central Library/),
  ).toBeVisible();
  expect(screen.getByText('0 of 4 marked')).toBeVisible();
  const others = screen.getByRole('navigation', { name: 'All sessions of this run' });
  expect(within(others).getByRole('link', { name: 'Session 2, Fri 13 Nov' })).toBeVisible();
});

test('a letter marks and steps on; each mark is kept by itself, in order', async () => {
  const { go, user } = openWindow(page);
  const mark = vi.spyOn(go.Sessions, 'Mark');
  (await checked('Zainab Ahmed')).focus();
  await user.keyboard('pLa');
  expect(await letter('Zainab Ahmed', 'P Present')).toBeChecked();
  expect(await letter('Siân Davies', 'L Came late')).toBeChecked();
  expect(await letter('Seán O’Brien', 'A Sent apologies')).toBeChecked();
  expect(await checked('Luke')).toHaveFocus();
  expect(await screen.findByText('3 of 4 marked')).toBeVisible();
  expect(await screen.findByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  expect(mark.mock.calls).toEqual([
    ['s2', [{ placeId: 'p1', attendance: 'attended', reason: '' }]],
    ['s2', [{ placeId: 'p2', attendance: 'attendedLate', reason: '' }]],
    ['s2', [{ placeId: 'p3', attendance: 'absentNotified', reason: '' }]],
  ]);
});

test('arrows walk, a row number jumps, Backspace clears', async () => {
  const { user } = openWindow(page);
  (await checked('Zainab Ahmed')).focus();
  await user.keyboard('{ArrowDown}');
  expect(await checked('Siân Davies')).toHaveFocus();
  await user.keyboard('{ArrowUp}4');
  expect(await checked('Luke')).toHaveFocus();
  await user.keyboard('n');
  expect(await letter('Luke', 'N Did not attend')).toHaveFocus();
  await user.keyboard('{Backspace}');
  expect(await letter('Luke', '– Not marked')).toBeChecked();
});

test('without letters the radio buttons still work', async () => {
  const { go, user } = openWindow(page, (college) => {
    const load = college.Preferences.Load;
    college.Preferences.Load = async () => ({ ...(await load()), singleKeys: false });
  });
  const mark = vi.spyOn(go.Sessions, 'Mark');
  (await checked('Zainab Ahmed')).focus();
  await user.keyboard('p2');
  expect(mark).not.toHaveBeenCalled();
  expect(await checked('Zainab Ahmed')).toHaveFocus();
  await user.click(await letter('Siân Davies', 'T Turned away'));
  expect(mark).toHaveBeenCalledOnce();
});

test('Ctrl+Z takes back what was marked here, and nothing else', async () => {
  const { go, user } = openWindow(page);
  const undo = vi.spyOn(go.Acts, 'UndoLast');
  (await checked('Zainab Ahmed')).focus();
  await user.keyboard('{Control>}z{/Control}');
  expect(undo).not.toHaveBeenCalled();
  await user.keyboard('p');
  await screen.findByRole('button', { name: 'Undo' });
  await user.keyboard('{Control>}z{/Control}');
  await waitFor(() => expect(undo).toHaveBeenCalledOnce());
  expect(await screen.findByText('Taken back: mark attendance.')).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
});

test('after printing, Undo is no longer about the marks', async () => {
  const { go, user } = openWindow(page);
  const undo = vi.spyOn(go.Acts, 'UndoLast');
  await user.click(await letter('Zainab Ahmed', 'P Present'));
  await screen.findByRole('button', { name: 'Undo' });
  await user.keyboard('{Control>}p{/Control}');
  await screen.findByRole('region', { name: 'The sign-in sheet is ready' });
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  await user.keyboard('{Control>}z{/Control}');
  expect(undo).not.toHaveBeenCalled();
});

test('a refused mark goes back to how it was and says why', async () => {
  const { go, user } = openWindow(page);
  go.Sessions.Mark = async () => {
    throw new Error(refusalText('Only a leader may change a register of last month.'));
  };
  await user.click(await letter('Zainab Ahmed', 'P Present'));
  expect(
    await screen.findByRole('region', {
      name: 'Only a leader may change a register of last month.',
    }),
  ).toBeVisible();
  expect(await letter('Zainab Ahmed', '– Not marked')).toBeChecked();
  expect(screen.getByText('0 of 4 marked')).toBeVisible();
});

test('a name typed in the field finds its row, accents or not', async () => {
  const { user } = openWindow(page);
  await user.type(
    await screen.findByRole('searchbox', { name: 'Find on the register' }),
    'sian{Enter}',
  );
  expect(await checked('Siân Davies')).toHaveFocus();
  expect(findRow(view.rows, "o'brien")).toBe(2);
  expect(findRow(view.rows, '3')).toBe(2);
  expect(findRow(view.rows, 'wisniewski')).toBe(3);
  expect(findRow(view.rows, '40')).toBe(-1);
});

test('the keys are those of the paper', () => {
  expect(['p', 'L', 'e', 'A', 'n', 'T', '-', '–', 'x'].map(markOfKey)).toEqual([
    'attended',
    'attendedLate',
    'leftEarly',
    'absentNotified',
    'dna',
    'turnedAway',
    'booked',
    'booked',
    undefined,
  ]);
});

test('Enter writes a note beside the mark', async () => {
  const { go, user } = openWindow(page);
  const mark = vi.spyOn(go.Sessions, 'Mark');
  await user.click(await letter('Zainab Ahmed', 'A Sent apologies'));
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Note for Zainab Ahmed' });
  const field = within(dialog).getByRole('textbox', { name: 'Note' });
  await waitFor(() => expect(field).toHaveFocus());
  await user.keyboard('at the dentist{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(mark).toHaveBeenLastCalledWith('s2', [
    { placeId: 'p1', attendance: 'absentNotified', reason: 'at the dentist' },
  ]);
  expect(await screen.findByText('at the dentist')).toBeVisible();
  await waitFor(async () => expect(await checked('Zainab Ahmed')).toHaveFocus());
});

test('before the doors open nothing can be marked, and a sentence says from when', async () => {
  openWindow(page, (go) => {
    go.Sessions.View = async () => ({ ...view, canMark: false });
  });
  expect(await screen.findByText('Marks can be entered from Fri 20 Nov, 09:30.')).toBeVisible();
  expect(await letter('Zainab Ahmed', 'P Present')).toBeDisabled();
  expect(screen.queryByRole('button', { name: 'Add a walk-in' })).toBeNull();
});

test('a walk-in is added by name; a refusal stands at the field and takes the focus', async () => {
  const { go, user } = openWindow(page);
  const add = go.Sessions.AddWalkIn;
  go.Sessions.AddWalkIn = async () => {
    const fields = [
      { field: 'fullName', sentence: 'Enter the full name, as the person writes it.' },
    ];
    throw new Error(refusalText('This person cannot be saved yet.', fields));
  };
  await user.click(await screen.findByRole('button', { name: 'Add a walk-in' }));
  const dialog = await screen.findByRole('dialog', { name: 'Add a walk-in' });
  const field = within(dialog).getByRole('textbox', { name: 'Name' });
  await user.click(within(dialog).getByRole('button', { name: 'Add to the register' }));
  const summary = await within(dialog).findByRole('alert');
  expect(summary).toHaveFocus();
  expect(summary).toHaveTextContent('This person cannot be saved yet.');
  expect(field).toHaveAccessibleDescription(/Enter the full name/);
  expect(field).toBeInvalid();
  await user.click(within(summary).getByRole('button', { name: /Enter the full name/ }));
  expect(field).toHaveFocus();

  go.Sessions.AddWalkIn = add;
  await user.type(field, 'Owen Brook{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(await screen.findByRole('row', { name: /Owen Brook.*Walk-in/ })).toBeVisible();
  await waitFor(() => expect(screen.getByRole('button', { name: 'Add a walk-in' })).toHaveFocus());
});

test('the print menu has the three registers and the way to all papers', async () => {
  const { go, user } = openWindow(page);
  const copy = vi.spyOn(go.Papers, 'PrintFacilitatorCopy');
  await user.click(await screen.findByRole('button', { name: 'Print' }));
  const items = await screen.findAllByRole('menuitem');
  expect(items.map((item) => item.textContent)).toEqual([
    'Sign-in sheet',
    'Facilitator’s copy',
    'Register of the whole course',
    'More papers in the print centre…',
  ]);
  await user.click(screen.getByRole('menuitem', { name: 'Facilitator’s copy' }));
  expect(copy).toHaveBeenCalledWith('s2');
  expect(
    await screen.findByRole('region', { name: 'The facilitator’s copy is ready' }),
  ).toBeVisible();
});

test('certificates: who, who not yet and why, then the paper', async () => {
  const { go, user } = openWindow(page);
  const print = vi.spyOn(go.Papers, 'PrintCertificates');
  await user.click(await screen.findByRole('button', { name: 'Certificates' }));
  const dialog = await screen.findByRole('dialog', { name: 'Certificates of attendance' });
  expect(
    await within(dialog).findByRole('heading', { name: '3 people get a certificate' }),
  ).toBeVisible();
  expect(
    within(dialog).getByRole('heading', { name: '1 person was one session short' }),
  ).toBeVisible();
  expect(within(dialog).getByText('Make this shorter: at most 5 letters.')).toBeVisible();
  await user.click(within(dialog).getByRole('button', { name: 'Print 3 certificates' }));
  expect(print).toHaveBeenCalledWith('run-s2');
  expect(await screen.findByRole('region', { name: '3 certificates are ready' })).toBeVisible();
});

test.each([
  [{ unmarked: 2, toCome: 0 }, /^2 places on this run’s registers are not marked yet/],
  [{ unmarked: 0, toCome: 1 }, /^This run has one session still to come/],
])('certificates wait for the last mark and the last session: %o', async (left, why) => {
  const { user } = openWindow(page, (go) => {
    go.Papers.Certificates = async () => ({ ...certificates, ...left });
  });
  await user.click(await screen.findByRole('button', { name: 'Certificates' }));
  expect(await screen.findByText(why)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Print 3 certificates' })).toBeDisabled();
});
