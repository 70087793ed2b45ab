import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Navigate,
  type RouterHistory,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AccessPage } from './features/access/AccessPage';
import { AuditPage, type AuditSearch } from './features/audit/AuditPage';
import { BackupsPage } from './features/backups/BackupsPage';
import type { PrintSearch } from './features/print/order';
import { PrintPage } from './features/print/PrintPage';
import { SessionPage } from './features/sessions/SessionPage';
import { MePage } from './features/shell/MePage';
import { FaultPage } from './features/shell/ProblemPage';
import { SettingsPage } from './features/shell/SettingsPage';
import { type StudentSearch, StudentsPage } from './features/students/StudentsPage';
import { TodayPage } from './features/today/TodayPage';
import { VenuePage } from './features/venues/VenuePage';
import { VenuesPage } from './features/venues/VenuesPage';
import { isDate } from './lib/dates';
import { seesCollege, useRole } from './lib/gate';
import { Window } from './Window';

type Search = Record<string, unknown>;

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const page = (value: unknown): number => Math.max(1, Math.floor(Number(value)) || 1);

/** The start page: Today, or for those who see no more than the venue book, Venues. */
function Landing({ date }: { date: string }) {
  return seesCollege(useRole()) ? <TodayPage date={date} /> : <Navigate to="/venues" replace />;
}

/** A page for some roles; others are led to a page that is theirs. */
function For({ roles, children }: { roles: string[]; children: ReactNode }) {
  return roles.includes(useRole()) ? children : <Navigate to="/" search={{}} replace />;
}
const team = ['leader', 'admin'];
const leaders = ['leader'];

const root = createRootRoute({ component: Window });

const today = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: (search: Search): { date?: string } =>
    isDate(text(search.date)) ? { date: text(search.date) } : {},
  component: () => <Landing date={today.useSearch().date ?? ''} />,
});

const students = createRoute({
  getParentRoute: () => root,
  path: '/students',
  validateSearch: (search: Search): StudentSearch => ({
    ...(text(search.query) && { query: text(search.query) }),
    ...(text(search.status) && { status: text(search.status) }),
    ...(page(search.page) > 1 && { page: page(search.page) }),
  }),
  component: () => (
    <For roles={team}>
      <StudentsPage {...students.useSearch()} />
    </For>
  ),
});

const session = createRoute({
  getParentRoute: () => root,
  path: '/sessions/$id',
  validateSearch: (search: Search): { open?: 'walkIn' } =>
    search.open === 'walkIn' ? { open: 'walkIn' } : {},
  component: () => {
    const { id } = session.useParams();
    return (
      <For roles={team}>
        <SessionPage key={id} id={id} walkIn={session.useSearch().open === 'walkIn'} />
      </For>
    );
  },
});

const venues = createRoute({
  getParentRoute: () => root,
  path: '/venues',
  validateSearch: (search: Search): { query?: string } =>
    text(search.query) ? { query: text(search.query) } : {},
  component: () => <VenuesPage query={venues.useSearch().query ?? ''} />,
});

const venue = createRoute({
  getParentRoute: () => root,
  path: '/venues/$id',
  validateSearch: (search: Search): { fact?: string } =>
    text(search.fact) ? { fact: text(search.fact) } : {},
  component: () => {
    const { id } = venue.useParams();
    return <VenuePage key={id} id={id} fact={venue.useSearch().fact ?? ''} />;
  },
});

const parts = ['made', 'check'] as const;

const print = createRoute({
  getParentRoute: () => root,
  path: '/print',
  validateSearch: (search: Search): PrintSearch => {
    const show = parts.find((part) => part === search.show);
    return {
      ...(text(search.kind) && { kind: text(search.kind) }),
      ...(text(search.run) && { run: text(search.run) }),
      ...(text(search.session) && { session: text(search.session) }),
      ...(text(search.venue) && { venue: text(search.venue) }),
      ...(isDate(text(search.date)) && { date: text(search.date) }),
      ...(text(search.named) && { named: text(search.named) }),
      ...(show && { show }),
      ...(page(search.page) > 1 && { page: page(search.page) }),
    };
  },
  component: () => <PrintPage {...print.useSearch()} />,
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: SettingsPage,
});

const me = createRoute({ getParentRoute: () => root, path: '/settings/me', component: MePage });

const access = createRoute({
  getParentRoute: () => root,
  path: '/settings/access',
  validateSearch: (search: Search): { open?: 'add' } =>
    search.open === 'add' ? { open: 'add' } : {},
  component: () => (
    <For roles={leaders}>
      <AccessPage adding={access.useSearch().open === 'add'} />
    </For>
  ),
});

const backups = createRoute({
  getParentRoute: () => root,
  path: '/settings/backups',
  component: () => (
    <For roles={team}>
      <BackupsPage />
    </For>
  ),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/settings/audit',
  validateSearch: (search: Search): AuditSearch => ({
    ...(text(search.person) && { person: text(search.person) }),
    ...(isDate(text(search.from)) && { from: text(search.from) }),
    ...(isDate(text(search.to)) && { to: text(search.to) }),
    ...(page(search.page) > 1 && { page: page(search.page) }),
  }),
  component: () => (
    <For roles={leaders}>
      <AuditPage {...audit.useSearch()} />
    </For>
  ),
});

const routes = root.addChildren([
  today,
  students,
  session,
  venues,
  venue,
  print,
  settings,
  me,
  access,
  backups,
  audit,
]);

/** The pages and their addresses; the window keeps them behind the "#". */
export const makeRouter = (history: RouterHistory = createHashHistory()) =>
  createRouter({
    routeTree: routes,
    history,
    defaultNotFoundComponent: () => <Navigate to="/" search={{}} replace />,
    defaultErrorComponent: FaultPage,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
