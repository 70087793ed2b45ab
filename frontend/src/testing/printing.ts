// The print centre of the invented college: its kinds of paper, what they may be
// about, and jobs that are done after a few questions.
import type { app, college } from '../../wailsjs/go/models';

const kind = (
  name: string,
  group: string,
  what: string,
  change: Partial<app.PaperKind> = {},
): app.PaperKind => ({
  kind: name,
  name,
  what,
  group,
  needs: [],
  for: [],
  field: '',
  choices: [],
  sheets: ['A4'],
  stocks: [],
  options: [],
  html: true,
  secret: false,
  ...change,
});

const variant = (value: string, name: string, ...needs: string[]): app.PaperChoice => ({
  value,
  name,
  needs,
});

export const venueSheet = kind('venueSheet', 'staff', 'How to get to a venue and into it.', {
  name: 'Venue sheet',
  needs: ['venue'],
});

export const paperKinds: app.PaperKind[] = [
  kind('dayRegisters', 'registers', 'The sign-in sheets of a day, one after the other.', {
    name: 'Registers of a day',
    needs: ['date'],
    options: ['bothSides'],
  }),
  kind('register', 'registers', 'For people to sign as they come in.', {
    name: 'Sign-in sheet',
    needs: ['session'],
  }),
  kind('courseRegister', 'registers', 'Who came to which session of a run.', {
    name: 'Register of the whole course',
    needs: ['run'],
    options: ['bothSides'],
  }),
  kind('certificates', 'certificates', 'For everybody who took part as the run asks.', {
    name: 'Certificates',
    field: 'certificate',
    choices: [
      variant('course', 'A whole course', 'run'),
      variant('session', 'A single session', 'session'),
      variant('graduation', 'Graduation', 'student'),
      variant('volunteer', 'A volunteer', 'volunteer'),
      variant('tutor', 'A tutor', 'tutor'),
    ],
    options: ['people', 'ofAll', 'outcomes', 'eachOwnFile'],
  }),
  kind('timetable', 'timetables', 'Every session of a term, as a list.', {
    name: 'Timetable',
    needs: ['term'],
  }),
  kind('timetableGrid', 'timetables', 'A term on one sheet, to be hung on a wall.', {
    name: 'Timetable at a glance',
    needs: ['term'],
    sheets: ['A4', 'A3'],
  }),
  kind('timetableView', 'timetables', 'The sessions of one person or one place.', {
    name: 'Timetable of one',
    field: 'for',
    choices: [
      variant('student', 'One student', 'student', 'term'),
      variant('tutor', 'One tutor', 'tutor', 'term'),
      variant('room', 'One room', 'room', 'term'),
      variant('day', 'One day', 'date'),
    ],
  }),
  kind('badges', 'doors', 'Names to wear, on sheets of labels.', {
    name: 'Name badges',
    field: 'for',
    choices: [variant('run', 'A whole run', 'run'), variant('term', 'A whole term', 'term')],
    stocks: ['3x7', '2x7'],
    options: ['stock', 'startAt', 'nudgeX', 'nudgeY', 'testPage'],
    html: false,
  }),
  kind('poster', 'doors', 'One run on a wall, with a code to point a phone at.', {
    name: 'Poster',
    needs: ['run'],
    sheets: ['A4', 'A3'],
    options: ['link'],
  }),
  kind('letter', 'letters', 'To one student, ready for a window envelope.', {
    name: 'Letter',
    field: 'letter',
    choices: [variant('places', 'Your places', 'student'), variant('own', 'Own words', 'student')],
    options: ['heading', 'text'],
    secret: true,
  }),
  kind('dayPack', 'staff', 'Phones, keys and access notes of a day, then its registers.', {
    name: 'The day’s pack',
    needs: ['date'],
    options: ['bothSides'],
    secret: true,
  }),
  venueSheet,
];

const choices: Record<string, app.Choice[]> = {
  run: [
    { id: 'run-s2', text: 'Sleep well', fact: 'UMH02-T4-1' },
    { id: 'run-s3', text: 'Living with loss', fact: 'UMH07-T4-1' },
  ],
  session: [
    { id: 's0', text: 'Sleep well', fact: 'Fri 13 Nov · UMH02-T4-1' },
    { id: 's2', text: 'Sleep well', fact: 'Fri 20 Nov · UMH02-T4-1' },
  ],
  student: [{ id: 'st2', text: 'Siân Davies', fact: 'W-00002' }],
  term: [{ id: 'T4', text: 'Autumn 2026', fact: 'T4' }],
  venue: [{ id: 'v1', text: 'Wexmoor Central Library', fact: 'Wexmoor' }],
};

const folder = '/home/nadia/papers';

const made = (file: string, change: Partial<app.MadePaper> = {}): app.MadePaper => ({
  kind: 'register',
  name: 'Sign-in sheet',
  file,
  path: `${folder}/${file}`,
  by: 'Nadia',
  at: '2026-11-20T08:50:00Z',
  old: false,
  ...change,
});

export const papersMade: app.MadePaper[] = [
  made('2026-11-20 register UMH02-T4-1.pdf'),
  made('2026-11-10 letter W-00002.pdf', {
    name: 'Letter',
    by: 'Owen',
    at: '2026-11-10T10:00:00Z',
    old: true,
  }),
  made('2026-11-09 registers.pdf', {
    name: 'Registers of a day',
    path: '',
    at: '2026-11-09T09:00:00Z',
  }),
];

export const certificate: college.CertificateCheck = {
  known: true,
  number: 'WRC-00123',
  kind: 'course',
  issuedOn: '2025-07-18',
  voidedOn: '',
  voidedReason: '',
  name: 'Siân Davies',
  course: 'Sleep well',
  sessions: 6,
  minutes: 720,
  agrees: true,
  erased: false,
};

/** The job of an order, so many pages on; done at the last one. */
function jobOf(order: app.Order, done: number, total: number): app.Job {
  const file = `2026-11-20 ${order.kind}.${order.format === 'html' ? 'html' : 'pdf'}`;
  const paper: app.Paper = {
    path: `${folder}/${file}`,
    file,
    folder,
    kind: order.kind,
    pages: total,
    issues: [],
  };
  const ended = done >= total;
  return {
    id: 'job1',
    kind: order.kind,
    state: ended ? 'done' : 'making',
    done,
    total,
    made: ended ? [paper] : [],
    why: '',
  };
}

/** The bound struct of the print centre, with invented answers. */
export function makePrinting() {
  let order: app.Order | null = null;
  let done = 0;
  let cancelled = false;
  let list = papersMade;
  return {
    Kinds: async () => paperKinds,
    Find: async (needs: string, query: string): Promise<app.Choice[]> => {
      return (choices[needs] ?? []).filter(({ text, fact }) =>
        `${text} ${fact}`.toLowerCase().includes(query.toLowerCase()),
      );
    },
    Preview: async (_order: app.Order): Promise<app.Preview> => ({
      url: '/pdf/look1',
      pages: 2,
      headline: '2 names use letters this computer cannot print: students W-00003 and W-00004.',
      issues: ['Student W-00003: ꦱ stands as a box.', 'Student W-00004: ᚠ stands as a box.'],
    }),
    Make: async (wanted: app.Order) => {
      order = wanted;
      done = 0;
      cancelled = false;
      return jobOf(wanted, 0, 3);
    },
    Progress: async (_id: string): Promise<app.Job> => {
      if (!order) throw new Error('no job');
      done++;
      return cancelled ? { ...jobOf(order, 0, 3), state: 'cancelled' } : jobOf(order, done, 3);
    },
    Cancel: async (_id: string) => {
      cancelled = true;
    },
    Made: async (page: number): Promise<app.MadePapers> => ({
      papers: list,
      page,
      pages: 1,
      old: list.filter((each) => each.old && each.path).length,
    }),
    Delete: async (path: string) => {
      list = list.map((each) => (each.path === path ? { ...each, path: '' } : each));
    },
    DeleteOld: async () => {
      const old = list.filter((each) => each.old && each.path).length;
      list = list.map((each) => (each.old ? { ...each, path: '' } : each));
      return old;
    },
    CheckCertificate: async (code: string, name: string): Promise<college.CertificateCheck> => ({
      ...certificate,
      known: code === 'QWRTYPASDF',
      agrees: name === '' || name === certificate.name,
    }),
    Void: async (_number: string, _reason: string) => {},
  };
}
