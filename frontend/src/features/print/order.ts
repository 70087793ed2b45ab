// An order for a paper: what the form of a kind asks for, and how it begins.
import type { app } from '../../../wailsjs/go/models';

/** What the address says: which paper, and what it shall be about. */
export type PrintSearch = {
  kind?: string;
  run?: string;
  session?: string;
  venue?: string;
  date?: string;
  /** What the run, session or venue is called. */
  named?: string;
  /** The other parts of the page. */
  show?: 'made' | 'check';
  page?: number;
};

/** The fields of an order that hold an id found by its name. */
export type IdField = 'term' | 'run' | 'session' | 'person' | 'venue' | 'room';

/** What a paper may need that is found by name, and the field that keeps it. */
export const foundBy: Record<string, IdField> = {
  term: 'term',
  run: 'run',
  session: 'session',
  student: 'person',
  tutor: 'person',
  volunteer: 'person',
  venue: 'venue',
  room: 'room',
};

/** An order as it begins: nothing chosen but what the address says. */
export const firstOrder = (kind: app.PaperKind, about: PrintSearch): app.Order => ({
  kind: kind.kind,
  date: about.date ?? '',
  term: '',
  run: about.run ?? '',
  session: about.session ?? '',
  person: '',
  people: [],
  venue: about.venue ?? '',
  room: '',
  for: '',
  body: 0,
  sheet: '',
  bothSides: false,
  format: '',
  facilitators: false,
  emergency: false,
  ofAll: false,
  outcomes: false,
  eachOwnFile: false,
  certificate: '',
  stock: '',
  startAt: 1,
  nudgeX: 0,
  nudgeY: 0,
  testPage: false,
  fullNames: false,
  letter: '',
  heading: '',
  text: '',
  link: '',
  ...variantOf(kind, beginning(kind, about)),
});

/** The field of an order that a kind's variants are values of, filled in. */
export function variantOf(kind: app.PaperKind, value: string): Partial<app.Order> {
  switch (kind.field) {
    case 'for':
      return { for: value };
    case 'certificate':
      return { certificate: value };
    case 'letter':
      return { letter: value };
    default:
      return {};
  }
}

/** The variant to begin with: of those that fit what the address names, else the first. */
function beginning(kind: app.PaperKind, about: PrintSearch): string {
  const needs = about.session ? 'session' : about.run ? 'run' : about.venue ? 'venue' : '';
  const fitting = kind.choices.find((each) => each.needs.at(-1) === needs);
  return (fitting ?? kind.choices[0])?.value ?? '';
}

/** The variant an order asks for; undefined where its kind has none. */
export const variantChosen = (kind: app.PaperKind, order: app.Order) =>
  kind.choices.find(({ value }) => [order.for, order.certificate, order.letter].includes(value));

/** What an order has to say: what its kind needs, and its variant besides. */
export const needsOf = (kind: app.PaperKind, order: app.Order): string[] => [
  ...new Set([...kind.needs, ...(variantChosen(kind, order)?.needs ?? [])]),
];

/** Whether two orders ask for the same paper. */
export const alike = (a: app.Order, b: app.Order): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
