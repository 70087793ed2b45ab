// What stands around the invented college: its gate, the people with access,
// backups, audit, drafts and the venue book.
import type { app } from '../../wailsjs/go/models';

export const people: app.GatePerson[] = [
  { id: 'nadia', name: 'Nadia', role: 'leader' },
  { id: 'owen', name: 'Owen', role: 'admin' },
  { id: 'bethan', name: 'Bethan', role: 'volunteer' },
];

export const nobody: app.GatePerson = { id: '', name: '', role: '' };

/** The gate as it stands for somebody who has signed in; `change` makes it another. */
export function gateOf(change: Partial<app.Gate> = {}): app.Gate {
  return {
    state: 'open',
    college: 'Wexmoor Recovery and Wellbeing College',
    folder: '/home/nadia/daybook',
    people,
    published: [],
    hasSheet: true,
    why: '',
    user: people[0] ?? nobody,
    idleMinutes: 5,
    notices: [],
    problem: '',
    ...change,
  };
}

/** The gate before anybody has signed in. */
export const shutGate = (change: Partial<app.Gate> = {}): app.Gate =>
  gateOf({ state: 'signIn', user: nobody, ...change });

/** The gate, open for the volunteer. */
export const volunteersGate: app.Gate = gateOf({ user: people[2] ?? nobody });

/** What Go says when it refuses one field, as it travels. */
export const fieldRefusal = (field: string, sentence: string): Error =>
  new Error(
    JSON.stringify({
      code: 'invalid',
      key: 'form.invalid',
      sentence: 'This is not right yet.',
      fields: [{ field, sentence }],
    }),
  );

const asked: app.SheetAsked = {
  path: '/home/nadia/papers/recovery sheet.pdf',
  file: 'recovery sheet.pdf',
  ask: [3, 7],
};

const withAccess: app.AccessView = {
  people: [
    ...people.map((each) => ({
      ...each,
      since: '2026-09-01',
      oneTime: each.id === 'owen',
      you: each.id === 'nadia',
      left: '',
    })),
    {
      id: 'gwen',
      name: 'Gwen',
      role: 'admin',
      since: '2025-09-01',
      oneTime: false,
      you: false,
      left: '2026-07-31',
    },
  ],
  hasSheet: true,
  idleMinutes: 5,
};

const backup = (name: string, change: Partial<app.BackupLine> = {}): app.BackupLine => ({
  name,
  made: '2026-11-20 17:15',
  why: 'When Daybook was closed',
  whole: true,
  bytes: 12_400_000,
  students: 1877,
  sessions: 412,
  bookings: 9034,
  venues: 14,
  problem: '',
  ...change,
});

export const backupsView: app.BackupsView = {
  backups: [
    backup('b3'),
    backup('b2', { made: '2026-11-19 17:40', whole: false, why: 'By a volunteer' }),
    backup('b1', { made: '2026-11-18 17:02', problem: 'This file was only copied in part.' }),
  ],
  folder: '/home/nadia/daybook/backups',
  secondFolder: '/media/stick',
  secondLast: '2026-10-01',
  secondDue: true,
  lastDrill: '2026-09-15',
  mayRestore: true,
  sentence: '',
};

const counts: app.CountLine[] = [
  { what: 'Students', was: 1877, now: 1880 },
  { what: 'Bookings', was: 9034, now: -1 },
];

export const auditLines: app.AuditLine[] = [
  {
    sequence: 12,
    book: 'college',
    at: '2026-11-20 17:15:04',
    by: 'Nadia',
    did: 'marked attendance',
    subject: 'UMH02-T4-1, session 3',
    fields: ['attendance', 'reason'],
  },
  {
    sequence: 4,
    book: 'venues',
    at: '2026-11-20 16:02:11',
    by: 'Bethan',
    did: 'put an access fact right',
    subject: 'Wexmoor Central Library',
    fields: ['answer'],
  },
];

const fact = (id: string, item: string, change: Partial<app.VenueFact> = {}): app.VenueFact => ({
  id,
  room: '',
  item,
  answer: 'yes',
  note: '',
  checkedBy: 'Bethan',
  checkedOn: '2026-10-02',
  ...change,
});

export const venue: app.VenueView = {
  id: 'v1',
  name: 'Wexmoor Central Library',
  owner: 'Wexmoor Council',
  address: 'Market Square',
  town: 'Wexmoor',
  postcode: 'WX1 1AA',
  directions: 'Behind the market hall.',
  parking: 'Two Blue Badge bays by the side door.',
  bus: '7 and 12, stop “Library”',
  houseRules: '',
  rooms: [
    {
      id: 'r1',
      name: 'Learning Room',
      seats: 20,
      floor: 'Ground',
      facilities: ['projector', 'kettle'],
      note: '',
    },
  ],
  facts: [
    fact('f1', 'Step-free from the street'),
    fact('f2', 'Hearing loop', { room: 'r1', answer: 'unknown', checkedBy: '', checkedOn: '' }),
  ],
};

const venueLines: app.VenueLine[] = [
  { id: 'v1', name: venue.name, town: 'Wexmoor', rooms: 1, stepFree: 'yes' },
  { id: 'v2', name: 'Castleby Community Centre', town: 'Castleby', rooms: 3, stepFree: 'no' },
  {
    id: 'v3',
    name: 'Norbrook Green Village Hall',
    town: 'Norbrook',
    rooms: 1,
    stepFree: 'unknown',
  },
];

/** The bound structs around the records, with invented answers. */
export function makeSealed() {
  let access = withAccess;
  let here = venue;
  return {
    Guard: {
      State: async (): Promise<app.Gate> => gateOf(),
      SignIn: async (userId: string, _passphrase: string): Promise<app.Gate> =>
        gateOf({ user: people.find((each) => each.id === userId) ?? nobody }),
      Recover: async (_sheet: string, _userId: string, _fresh: string) => gateOf(),
      Lock: async () => {},
      Touch: async () => {},
      ChangePassphrase: async (_current: string, _fresh: string) => gateOf(),
      Suggest: async () => 'river-lantern-cobble-sparrow',
    },
    Start: {
      Begin: async (_form: app.StartForm): Promise<app.SheetAsked> => asked,
      Finish: async (_groups: string[]) => gateOf(),
      OpenSheet: async (_path: string) => {},
      Sample: async () => shutGate(),
      ChooseBackup: async (): Promise<app.StartBackup> => ({
        path: '/media/stick/b3.daybook-backup',
        file: 'b3.daybook-backup',
        college: 'Wexmoor Recovery and Wellbeing College',
        made: '2026-11-20 17:15',
        people,
      }),
      Restore: async (_path: string, _userId: string, _passphrase: string) => gateOf(),
    },
    Access: {
      People: async () => access,
      Add: async (name: string, role: string): Promise<app.OneTime> => {
        const since = '2026-11-20';
        const added = { id: name, name, role, since, oneTime: true, you: false, left: '' };
        access = { ...access, people: [...access.people, added] };
        return { name, passphrase: 'amber-kettle-violet-stone', view: access };
      },
      Reset: async (userId: string): Promise<app.OneTime> => ({
        name: access.people.find((each) => each.id === userId)?.name ?? '',
        passphrase: 'amber-kettle-violet-stone',
        view: access,
      }),
      SetRole: async (userId: string, role: string) => {
        const changed = access.people.map((each) =>
          each.id === userId ? { ...each, role } : each,
        );
        access = { ...access, people: changed };
        return access;
      },
      Leave: async (userId: string): Promise<app.KeysChanged> => {
        const changed = access.people.map((each) =>
          each.id === userId ? { ...each, left: '2026-11-20' } : each,
        );
        access = { ...access, people: changed };
        return {
          view: access,
          resealed: 9,
          deleted: ['2026-01-07T171500Z.daybook-backup'],
          outOfReach: ['/media/stick/b2.daybook-backup'],
          sentence: 'The keys are changed, and Owen can no longer sign in.',
        };
      },
      Rotate: async (): Promise<app.KeysChanged> => ({
        view: access,
        resealed: 10,
        deleted: [],
        outOfReach: [],
        sentence: 'All keys are changed.',
      }),
      NewSheet: async () => asked,
      ConfirmSheet: async (_groups: string[]) => access,
      SetIdle: async (idleMinutes: number) => {
        access = { ...access, idleMinutes };
        return access;
      },
    },
    Backups: {
      View: async () => backupsView,
      Make: async () => ({ ...backupsView, sentence: 'The backup is made and holds.' }),
      Check: async (_name: string) => ({ ...backupsView, sentence: 'The backup holds.' }),
      Look: async (_name: string): Promise<app.RestoreLook> => ({
        backup: backup('b3'),
        counts,
        warnings: ['3 students were added since.'],
      }),
      Restore: async (_name: string): Promise<app.Restored> => ({
        sentences: ['The records are those of 20 November 2026.', 'What was there is a backup.'],
        counts,
      }),
      Drill: async (_name: string): Promise<app.Restored> => ({
        sentences: ['This backup can be restored.'],
        counts,
      }),
      ChooseSecond: async () => backupsView,
      CopySecond: async () => ({ ...backupsView, secondDue: false, sentence: 'Copied.' }),
    },
    Audit: {
      Page: async (filter: app.AuditFilter): Promise<app.AuditPage> => ({
        lines: auditLines.filter(({ by }) => !filter.userId || by.toLowerCase() === filter.userId),
        total: 120,
        page: filter.page,
        pages: 3,
        people,
      }),
      Check: async (): Promise<app.AuditCheck> => ({
        whole: true,
        sentence: 'The record is whole.',
        findings: [],
      }),
      Print: async (_filter: app.AuditFilter): Promise<app.Paper> => ({
        path: '/home/nadia/papers/2026-11-20 audit.pdf',
        file: '2026-11-20 audit.pdf',
        folder: '/home/nadia/papers',
        pages: 3,
        kind: 'audit',
        issues: [],
      }),
    },
    Drafts: {
      Keep: async (_place: string, _text: string) => {},
      Mine: async (): Promise<app.Draft[]> => [],
    },
    Venues: {
      List: async (query: string) =>
        venueLines.filter(({ name, town }) =>
          `${name} ${town}`.toLowerCase().includes(query.toLowerCase()),
        ),
      View: async (_id: string) => here,
      CorrectFact: async (correction: app.FactCorrection) => {
        const facts = here.facts.map((each) =>
          each.id === correction.id
            ? { ...each, ...correction, checkedBy: 'Nadia', checkedOn: '2026-11-20' }
            : each,
        );
        here = { ...here, facts };
        return here;
      },
    },
  };
}
