// A small invented college behind the bridge: what window.go answers in tests.
// It keeps marks and walk-ins, so that a test can see what was asked for.
import type { Load } from '../../wailsjs/go/app/Preferences';
import type { app, college } from '../../wailsjs/go/models';
import { makePrinting } from './printing';
import { makeSealed } from './sealed';

type Look = Awaited<ReturnType<typeof Load>>;

const place = (venue: string, room: string, online = ''): college.Place => ({
  venue,
  room,
  online,
  address: '',
  town: 'Wexmoor',
  postcode: '',
});

export function head(id: string, change: Partial<college.SessionHead> = {}): college.SessionHead {
  return {
    sessionId: id,
    runId: `run-${id}`,
    reference: 'UMH02-T4-1',
    courseCode: 'UMH02',
    courseTitle: 'Sleep well',
    outsideTitle: 'Sleep well',
    topicCode: 'UMH',
    topicColour: 0,
    arm: 'adult',
    mode: 'inPerson',
    number: 3,
    of: 6,
    date: '2026-11-20',
    start: '10:00',
    end: '12:00',
    status: 'confirmed',
    place: place('Wexmoor Central Library', 'Learning Room'),
    ledBy: ['Priya K', 'Ali M'],
    capacity: 16,
    booked: 4,
    marked: 0,
    waiting: 0,
    ...change,
  };
}

export const sessions: college.SessionHead[] = [
  head('s1', {
    courseTitle: 'Understanding psychosis',
    start: '09:00',
    end: '11:00',
    of: 1,
    number: 1,
    booked: 9,
    place: place('Castleby Community Centre', 'Main Hall'),
  }),
  head('s2', { waiting: 2 }),
  head('s3', {
    courseTitle: 'Living with loss',
    start: '10:30',
    end: '11:30',
    topicColour: 1,
    booked: 13,
    place: place('Castleby Community Centre', 'Main Hall'),
  }),
  head('s4', {
    courseTitle: 'Building resilience',
    start: '11:00',
    end: '13:00',
    topicColour: 2,
    booked: 6,
    place: place('', '', 'Teams'),
  }),
  head('s5', {
    courseTitle: 'Tree of life',
    start: '15:30',
    end: '17:30',
    topicColour: 3,
    booked: 8,
    place: place('Norbrook Green Village Hall', ''),
  }),
];

export const today: college.Today = {
  college: 'Wexmoor Recovery and Wellbeing College',
  sample: true,
  date: '2026-11-20',
  sessions,
  tomorrow: 0,
  thisWeek: 26,
  nextDate: '2026-11-23',
  unmarked: [
    head('s0', { date: '2026-11-17' }),
    head('s9', { courseTitle: 'Allotment morning', date: '2026-11-16' }),
  ],
  toFinish: 3,
  concerns: [],
};

export const noSessions: college.Today = { ...today, sessions: [], unmarked: [], toFinish: 0 };

export function row(rowNo: number, fullName: string, knownAs = ''): college.RegisterRow {
  return {
    rowNo,
    placeId: `p${rowNo}`,
    bookingId: `b${rowNo}`,
    studentId: `st${rowNo}`,
    studentNumber: `W-${String(rowNo).padStart(5, '0')}`,
    fullName,
    knownAs,
    sortAs: fullName,
    pronouns: '',
    attendance: 'booked',
    reason: '',
    accessNeeds: [],
    accessNote: '',
    emergencyContacts: [],
    photoConsent: false,
    askTeamLeader: false,
    companion: false,
    under18: false,
    walkIn: false,
  };
}

const names: [string, string][] = [
  ['Zainab Ahmed', ''],
  ['Siân Davies', ''],
  ['Seán O’Brien', ''],
  ['Łukasz Wiśniewski', 'Luke'],
];

export const view: college.SessionView = {
  head: head('s2', { waiting: 2 }),
  rows: names.map(([fullName, knownAs], index) => row(index + 1, fullName, knownAs)),
  canMark: true,
  markFrom: '2026-11-20T09:30',
  concerns: [],
  siblings: [head('s0', { number: 2, date: '2026-11-13' }), head('s2')],
};

const line = (index: number): college.StudentLine => {
  const [fullName, knownAs] = names[index % names.length] ?? ['', ''];
  const comes = index % 3 === 0;
  return {
    studentId: `st${index}`,
    number: `W-${String(index + 1).padStart(5, '0')}`,
    fullName,
    knownAs,
    area: ['Castleby', 'Wexmoor', 'Pitsworth'][index % 3] ?? '',
    nextSession: comes ? 'Sleep well' : '',
    nextDate: comes ? '2026-11-24' : '',
    nextStart: comes ? '10:00' : '',
  };
};
const everybody = Array.from({ length: 120 }, (_, index) => line(index));

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .toLowerCase();

export function studentPage(filter: college.StudentFilter): college.StudentPage {
  const found = everybody.filter((each) =>
    fold(`${each.number} ${each.fullName} ${each.knownAs}`).includes(fold(filter.query)),
  );
  const start = (filter.page - 1) * 50;
  return {
    students: found.slice(start, start + 50),
    total: found.length,
    page: filter.page,
    pages: Math.max(1, Math.ceil(found.length / 50)),
  };
}

export const certificates: college.RunCertificates = {
  kind: 'course',
  college: today.college,
  sample: true,
  head: head('s2'),
  firstDate: '2026-10-13',
  lastDate: '2026-11-17',
  delivered: 6,
  rule: { share: 70, sessions: 0 },
  partners: [],
  outcomes: [],
  signatoryName: 'Nadia Hussain',
  signatoryRole: '',
  toCome: 0,
  unmarked: 0,
  candidates: view.rows.map((each, index) => ({
    studentId: each.studentId,
    studentNumber: each.studentNumber,
    name: each.fullName,
    sortAs: each.sortAs,
    attended: index < 3 ? 6 : 2,
    minutes: 0,
    qualifies: index < 3,
    narrowly: index === 3,
    whyKey: index < 3 ? '' : 'field.tooLong',
    whyValues: { longest: '5' },
  })),
};

const paper = (kind: string, file: string, pages: number): app.Paper => ({
  path: `/home/nadia/papers/${file}`,
  file,
  folder: '/home/nadia/papers',
  pages,
  kind,
  issues: [],
});

/** What Go says when it refuses, as it travels. */
export const refusalText = (
  sentence: string,
  fields: { field: string; sentence: string }[] = [],
): string => JSON.stringify({ code: 'invalid', key: 'person.invalid', sentence, fields });

/** Every bound method, answering for this college. A test replaces the ones it is about. */
export function makeGo() {
  let now = view;
  let folder = '/home/nadia/papers';
  const marked = (marks: app.PlaceMark[]) => {
    const rows = now.rows.map((each) => {
      const mark = marks.find((one) => one.placeId === each.placeId);
      return mark ? { ...each, attendance: mark.attendance, reason: mark.reason } : each;
    });
    now = { ...now, rows };
    return now;
  };
  return {
    Program: {
      About: async (): Promise<app.About> => ({
        college: today.college,
        sample: true,
        folder: '/home/nadia/daybook',
        version: '0.1.0',
        problem: '',
        today: today.date,
        user: 'Nadia',
        userId: 'nadia',
        role: 'leader',
      }),
    },
    Today: {
      View: async (date: string): Promise<college.Today> =>
        date === '' || date === today.date ? today : { ...noSessions, date },
    },
    Students: { Page: async (filter: college.StudentFilter) => studentPage(filter) },
    Sessions: {
      View: async (_id: string) => now,
      Mark: async (_id: string, marks: app.PlaceMark[]) => marked(marks),
      AddWalkIn: async (_id: string, name: string) => {
        const added = { ...row(now.rows.length + 1, name), walkIn: true, attendance: 'attended' };
        now = { ...now, rows: [...now.rows, added] };
        return now;
      },
    },
    ...makeSealed(),
    PrintCentre: makePrinting(),
    Acts: { UndoLast: async (): Promise<app.Undone> => ({ verb: 'mark attendance' }) },
    Papers: {
      PrintDay: async (date: string) => paper('registers', `${date} registers.pdf`, 6),
      PrintRegister: async (_id: string) =>
        paper('register', '2026-11-20 register UMH02-T4-1.pdf', 1),
      PrintFacilitatorCopy: async (_id: string) => paper('facilitatorCopy', 'copy.pdf', 1),
      PrintCourseRegister: async (_id: string) => paper('courseRegister', 'course.pdf', 1),
      PrintCertificates: async (_id: string) => paper('certificates', 'certificates.pdf', 3),
      PrintTimetable: async (_id: string) => paper('timetable', 'timetable.pdf', 2),
      Certificates: async (_id: string) => certificates,
      Open: async (_path: string) => {},
      ShowInFolder: async (_path: string) => {},
      SaveElsewhere: async (path: string): Promise<app.Paper> => ({
        ...paper('registers', 'registers.pdf', 6),
        path: `${path} copy`,
        folder: '/media/stick',
      }),
      Folder: async () => folder,
      ChooseFolder: async () => {
        folder = '/home/nadia/Desktop/papers';
        return folder;
      },
    },
    Search: {
      Everything: async (query: string): Promise<college.Hit[]> => [
        { kind: 'student', id: 'st2', text: `Siân Davies`, fact: 'W-00002' },
        { kind: 'venue', id: 'v1', text: `Wexmoor Central Library ${query}`, fact: 'Wexmoor' },
      ],
    },
    Preferences: {
      Load: async (): Promise<Look> => ({
        textSize: 'normal',
        font: 'atkinson',
        colours: 'light',
        singleKeys: true,
      }),
      Save: async (chosen: Look) => chosen,
    },
  };
}

export type Go = ReturnType<typeof makeGo>;
