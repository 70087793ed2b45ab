import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test, vi } from 'vitest';
import { certificates } from '../../testing/college';
import { certificate, venueSheet } from '../../testing/printing';
import { fieldRefusal, gateOf, people, volunteersGate } from '../../testing/sealed';
import { openWindow } from '../../testing/window';

// jsdom paints nothing: a paper of two pages stands in for pdf.js.
vi.mock('../../lib/pdf', () => ({
  openPdf: async (url: string) => {
    if (url === '/pdf/broken') throw new Error('404');
    return {
      pages: 2,
      page: async (number: number) => ({
        width: 600,
        height: 800,
        reading: [
          { tag: 'H1', text: '', parts: [{ tag: 'Span', text: `Sheet ${number}`, parts: [] }] },
        ],
        draw: () => ({ drawn: Promise.resolve(null), cancel: () => {} }),
      }),
      close: () => {},
    };
  },
}));

const page = '/print';
const registers = `${page}?kind=register&run=run-s2&session=s2&date=2026-11-20&named=Sleep%20well`;
const make = () => screen.findByRole('button', { name: 'Make it' });
const look = () => screen.findByRole('button', { name: 'Look at it first' });
const run = () => screen.findByRole('combobox', { name: 'Run of a course' });

test('every paper stands in its group with what it is for, and leads to its form', async () => {
  const { router, user } = openWindow(page);
  const group = await screen.findByRole('region', { name: 'Registers' });
  expect(within(group).getAllByRole('link')).toHaveLength(3);
  expect(screen.getByRole('link', { name: /^Letter.*\(confidential\)/ })).toBeVisible();
  await user.click(screen.getByRole('link', { name: /^Timetable at a glance.*on a wall/ }));
  expect(
    await screen.findByRole('heading', { level: 2, name: 'Timetable at a glance' }),
  ).toBeVisible();
  expect(router.state.location.search).toEqual({ kind: 'timetableGrid' });
  await user.click(screen.getByRole('link', { name: 'All papers' }));
  expect(await screen.findByRole('region', { name: 'Registers' })).toBeVisible();
});

test('what a paper is about is found as you type, by keys alone', async () => {
  const { go, user } = openWindow(`${page}?kind=register`);
  const order = vi.spyOn(go.PrintCentre, 'Make');
  const field = await screen.findByRole('combobox', { name: 'Session' });
  await user.click(field);
  await user.keyboard('20 nov');
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
  await user.keyboard('{Enter}');
  expect(field).toHaveValue('Sleep well · Fri 20 Nov · UMH02-T4-1');
  await user.click(await make());
  expect(order).toHaveBeenCalledOnce();
  expect(order.mock.calls[0]?.[0]).toMatchObject({ kind: 'register', session: 's2', people: [] });
});

test('looking first: what to know, the pages, and what they say', async () => {
  const { go, user } = openWindow(registers);
  const made = vi.spyOn(go.PrintCentre, 'Make');
  await user.click(await look());
  const issues = await screen.findByRole('region', {
    name: /^2 names use letters this computer cannot print/,
  });
  expect(within(issues).getAllByRole('listitem')).toHaveLength(2);
  const paper = await screen.findByRole('region', { name: 'Preview: Sign-in sheet' });
  expect(await within(paper).findByRole('heading', { level: 3, name: 'Sheet 1' })).toBeVisible();
  await user.click(within(paper).getByRole('button', { name: 'Next page of the paper' }));
  expect(await within(paper).findByRole('heading', { name: 'Sheet 2' })).toBeVisible();
  expect(within(paper).getByText('Page 2 of 2')).toBeVisible();
  await user.click(within(paper).getByRole('button', { name: 'Larger' }));
  expect(within(paper).getByText('125 %')).toBeVisible();
  await user.click(screen.getByRole('radio', { name: 'Large print, 18 point' }));
  expect(screen.getByRole('region', { name: /^You have changed something since/ })).toBeVisible();
  expect(made).not.toHaveBeenCalled();
});

test('a preview that is gone says so', async () => {
  const { user } = openWindow(registers, (go) => {
    go.PrintCentre.Preview = async () => ({
      url: '/pdf/broken',
      pages: 1,
      headline: '',
      issues: [],
    });
  });
  await user.click(await look());
  expect(await screen.findByRole('region', { name: /^The preview cannot be shown/ })).toBeVisible();
  expect(screen.getByRole('region', { name: 'Everything can be printed as it is.' })).toBeVisible();
});

test('what is missing is said by its field, whether it was looked at or made', async () => {
  const { user } = openWindow(`${page}?kind=courseRegister`, (go) => {
    go.PrintCentre.Preview = async () => {
      throw fieldRefusal('run', 'Choose what the paper is about.');
    };
    go.PrintCentre.Make = async () => {
      throw fieldRefusal('run', 'Choose it before it is made.');
    };
  });
  await user.click(await look());
  const field = await run();
  await waitFor(() => expect(field).toHaveAccessibleDescription('Choose what the paper is about.'));
  await user.click(await make());
  await waitFor(() => expect(field).toHaveAccessibleDescription('Choose it before it is made.'));
});

test('a paper is made while the person goes elsewhere, and waits there', async () => {
  const { user } = openWindow(registers);
  await user.click(await make());
  expect(await screen.findByRole('progressbar', { name: 'Making: Sign-in sheet' })).toBeVisible();
  await user.click(screen.getByRole('link', { name: 'Students' }));
  const ready = await screen.findByRole('region', { name: 'Ready: Sign-in sheet' });
  expect(within(ready).getByRole('button', { name: /^Open PDF/ })).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
});

test('making is stopped, and nothing is left', async () => {
  const { user } = openWindow(registers);
  await user.click(await make());
  await user.click(await screen.findByRole('button', { name: 'Stop' }));
  expect(await screen.findByText('Stopped: Sign-in sheet. No file was made.')).toBeInTheDocument();
  expect(screen.queryByRole('region', { name: /^Ready/ })).toBeNull();
});

test('a paper that could not be made says why', async () => {
  const { user } = openWindow(registers, (go) => {
    const progress = go.PrintCentre.Progress;
    go.PrintCentre.Progress = async (id) => ({
      ...(await progress(id)),
      state: 'failed',
      why: 'The disk is full.',
    });
  });
  await user.click(await make());
  expect(await screen.findByRole('region', { name: 'The disk is full.' })).toBeVisible();
});

test('a page for reading by ear has neither size nor sheet', async () => {
  const { go, user } = openWindow(`${page}?kind=timetableGrid`);
  const order = vi.spyOn(go.PrintCentre, 'Make');
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Sheet' }), 'A3');
  await user.click(screen.getByRole('radio', { name: 'Page for reading by ear' }));
  expect(screen.queryByRole('radiogroup', { name: 'Size of print' })).toBeNull();
  expect(screen.queryByRole('combobox', { name: 'Sheet' })).toBeNull();
  await user.keyboard('{Control>}p{/Control}');
  expect(order.mock.calls[0]?.[0]).toMatchObject({ format: 'html' });
  const ready = await screen.findByRole('region', { name: 'Ready: Timetable at a glance' });
  expect(within(ready).getByRole('button', { name: /^Open 2026.*html$/ })).toBeVisible();
});

test('labels: the sheet, where to begin, and the nudge', async () => {
  const { go, user } = openWindow(`${page}?kind=badges`);
  const order = vi.spyOn(go.PrintCentre, 'Make');
  await user.selectOptions(await screen.findByRole('combobox', { name: 'For' }), 'A whole term');
  await user.selectOptions(
    await screen.findByLabelText('Sheet of labels'),
    '2 × 7 labels, 99.1 × 38.1 mm',
  );
  for (const [label, typed] of [
    ['Begin at label', '7'],
    ['Move down (mm)', '-1.5'],
  ] as const) {
    const field = screen.getByLabelText(label);
    await user.clear(field);
    await user.type(field, typed);
  }
  await user.click(screen.getByRole('checkbox', { name: 'Outlines only, to try the sheet' }));
  await user.click(await make());
  expect(order.mock.calls[0]?.[0]).toMatchObject({
    for: 'term',
    stock: '2x7',
    startAt: 7,
    nudgeY: -1.5,
    testPage: true,
  });
});

test('a letter in own words asks for them, another does not', async () => {
  const { user } = openWindow(`${page}?kind=letter`);
  const letter = await screen.findByRole('combobox', { name: 'Letter' });
  expect(screen.queryByRole('textbox', { name: 'Heading' })).toBeNull();
  await user.selectOptions(letter, 'Own words');
  expect(screen.getByRole('textbox', { name: 'Heading' })).toBeVisible();
  expect(screen.getByRole('textbox', { name: 'Letter' })).toBeVisible();
});

test('a letter in the making waits as a draft, and comes back whole', async () => {
  const { user } = openWindow('/', (go) => {
    go.Drafts.Mine = async () => [
      {
        place: 'print:letter',
        text: JSON.stringify({ letter: 'own', heading: 'Your place', text: 'Dear Sam' }),
        at: '2026-11-20 17:01',
      },
    ];
  });
  await user.click(await screen.findByRole('button', { name: 'Carry on' }));
  expect(await screen.findByRole('textbox', { name: 'Heading' })).toHaveValue('Your place');
  expect(screen.getByRole('textbox', { name: 'Letter' })).toHaveValue('Dear Sam');
});

test('certificates: somebody is left out this time; nobody at all is not made', async () => {
  const { go, user } = openWindow(`${page}?kind=certificates&run=run-s2&named=Sleep%20well`);
  const order = vi.spyOn(go.PrintCentre, 'Make');
  await user.click(await screen.findByRole('checkbox', { name: /^Siân Davies/ }));
  expect(screen.getByText('Make this shorter: at most 5 letters.')).toBeVisible();
  await user.click(await make());
  expect(order.mock.calls[0]?.[0]).toMatchObject({
    certificate: 'course',
    run: 'run-s2',
    people: ['st1', 'st3'],
  });
  await user.click(screen.getByRole('checkbox', { name: /^Zainab Ahmed/ }));
  await user.click(screen.getByRole('checkbox', { name: /^Seán O’Brien/ }));
  expect(screen.getByText('Tick at least one person.')).toBeVisible();
  expect(await look()).toBeDisabled();
  expect(await make()).toBeDisabled();
});

test('certificates of an unmarked run say what to do first', async () => {
  openWindow(`${page}?kind=certificates&run=run-s2`, (go) => {
    go.Papers.Certificates = async () => ({ ...certificates, unmarked: 2 });
  });
  expect(await screen.findByRole('region', { name: /^2 places on this run/ })).toBeVisible();
});

test('papers made: what, by whom, there or gone; opened, and deleted after asking', async () => {
  const { go, user } = openWindow(`${page}?show=made`);
  const open = vi.spyOn(go.Papers, 'Open');
  const remove = vi.spyOn(go.PrintCentre, 'Delete');
  const table = await screen.findByRole('table', { name: 'Papers made, newest first' });
  const rows = within(table).getAllByRole('row').slice(1) as [HTMLElement, ...HTMLElement[]];
  expect(rows[0]).toHaveTextContent(/Sign-in sheet.*UMH02-T4-1\.pdfNadia20 Nov 2026, 08:50There/);
  expect(rows[2]).toHaveTextContent(/Gone$/);
  await user.click(within(rows[0]).getByRole('button', { name: /^Open 2026-11-20 register/ }));
  expect(open).toHaveBeenCalledWith('/home/nadia/papers/2026-11-20 register UMH02-T4-1.pdf');
  await user.click(within(rows[0]).getByRole('button', { name: /^Delete 2026-11-20 register/ }));
  expect(remove).not.toHaveBeenCalled();
  await user.click(
    within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }),
  );
  await waitFor(() => expect(within(table).getAllByText('Gone')).toHaveLength(2));
  expect(remove).toHaveBeenCalledOnce();
});

test('the old files go together', async () => {
  const { go, user } = openWindow(`${page}?show=made`);
  const remove = vi.spyOn(go.PrintCentre, 'DeleteOld');
  await user.click(
    await screen.findByRole('button', { name: 'Delete the 1 file older than 7 days' }),
  );
  await user.click(
    within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }),
  );
  await waitFor(() => expect(screen.getAllByText('Gone')).toHaveLength(2));
  expect(remove).toHaveBeenCalledOnce();
  expect(screen.queryByRole('button', { name: /older than 7 days/ })).toBeNull();
});

const answers: Record<
  string,
  { change: Partial<typeof certificate>; name?: string; said: RegExp }
> = {
  'known and right': { change: {}, said: /^This certificate is valid and agrees/ },
  unknown: { change: { known: false }, said: /^Daybook knows no certificate with this code/ },
  'another name': { change: { agrees: false }, name: 'Zoë', said: /issued to another name/ },
  'records changed': { change: { agrees: false }, said: /the records no longer agree/ },
  void: {
    change: { voidedOn: '2026-02-03', voidedReason: 'Printed with a wrong date' },
    said: /^This certificate is void since 3 Feb 2026/,
  },
  'erased, without a name': {
    change: { erased: true, agrees: false, name: '' },
    said: /Type the name on the certificate/,
  },
};
test.each(Object.entries(answers))(
  'a certificate somebody shows: %s',
  async (_case, { change, name, said }) => {
    const { user } = openWindow(`${page}?show=check`, (go) => {
      go.PrintCentre.CheckCertificate = async () => ({ ...certificate, ...change });
    });
    await user.type(await screen.findByRole('textbox', { name: 'Code' }), 'QWRTYPASDF');
    if (name) {
      await user.type(screen.getByRole('textbox', { name: 'Name on the certificate' }), name);
    }
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('region', { name: said })).toBeVisible();
    if (change.voidedReason) {
      expect(screen.getByText('Reason: Printed with a wrong date')).toBeVisible();
    }
  },
);

test('a leader makes a certificate void, with a reason', async () => {
  const { go, user } = openWindow(`${page}?show=check`);
  const voiding = vi.spyOn(go.PrintCentre, 'Void');
  const check = vi.spyOn(go.PrintCentre, 'CheckCertificate');
  await user.type(await screen.findByRole('textbox', { name: 'Code' }), 'QWRTYPASDF{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Make it void…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Make certificate WRC-00123 void' });
  await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'Wrong date');
  await user.click(within(dialog).getByRole('button', { name: 'Make it void' }));
  await waitFor(() => expect(voiding).toHaveBeenCalledWith('WRC-00123', 'Wrong date'));
  await waitFor(() => expect(check).toHaveBeenCalledTimes(2));
});

test('an administrator checks certificates and makes none void', async () => {
  const { user } = openWindow(`${page}?show=check`, (go) => {
    go.Guard.State = async () => gateOf({ user: people[1] });
  });
  await user.type(await screen.findByRole('textbox', { name: 'Code' }), 'QWRTYPASDF{Enter}');
  await screen.findByRole('region', { name: /^This certificate is valid/ });
  expect(screen.queryByRole('button', { name: /void/ })).toBeNull();
});

test('a volunteer comes from a venue to its sheet, and sees no other paper', async () => {
  const { go, user } = openWindow('/venues/v1', (college) => {
    college.Guard.State = async () => volunteersGate;
    college.PrintCentre.Kinds = async () => [venueSheet];
  });
  const order = vi.spyOn(go.PrintCentre, 'Make');
  await user.click(await screen.findByRole('button', { name: 'Print venue sheet' }));
  expect(await screen.findByRole('combobox', { name: 'Venue' })).toHaveValue(
    'Wexmoor Central Library',
  );
  expect(screen.queryByRole('navigation', { name: 'Parts of the print centre' })).toBeNull();
  await user.click(await make());
  expect(order.mock.calls[0]?.[0]).toMatchObject({ kind: 'venueSheet', venue: 'v1' });
});

test('a session leads here with itself filled in', async () => {
  const { router, user } = openWindow('/sessions/s2');
  await user.click(await screen.findByRole('button', { name: 'Print' }));
  await user.click(
    await screen.findByRole('menuitem', { name: 'More papers in the print centre…' }),
  );
  expect(await screen.findByRole('region', { name: /^Papers about Sleep well/ })).toBeVisible();
  await user.click(screen.getByRole('link', { name: /^Sign-in sheet/ }));
  expect(await screen.findByRole('combobox', { name: 'Session' })).toHaveValue(
    'Sleep well, Fri 20 Nov',
  );
  expect(router.state.location.search).toMatchObject({ kind: 'register', session: 's2' });
});

test.each([page, registers, `${page}?kind=badges`, `${page}?show=made`, `${page}?show=check`])(
  'axe objects to nothing: %s',
  async (address) => {
    openWindow(address);
    await screen.findByRole('heading', { level: 1, name: 'Print centre' });
    await screen.findAllByRole('heading', { level: 2 });
    const { violations } = await axe.run(document.body, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      rules: { 'color-contrast': { enabled: false } }, // jsdom paints nothing
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html)}`)).toEqual([]);
  },
);
