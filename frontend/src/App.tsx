import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  type RouterHistory,
  RouterProvider,
} from '@tanstack/react-router';
import { LiveRegion } from './components/LiveRegion';
import { Look } from './components/Look';
import { Waiting } from './components/Notice';
import { SessionPage } from './features/sessions/SessionPage';
import { FaultPage, ProblemPage } from './features/shell/ProblemPage';
import { useAbout, usePreferences, usual } from './features/shell/queries';
import { Shell } from './features/shell/Shell';
import { type StudentSearch, StudentsPage } from './features/students/StudentsPage';
import { TodayPage } from './features/today/TodayPage';
import { asRefusal } from './lib/bridge';
import { isDate } from './lib/dates';
import { PrintingProvider } from './lib/papers';

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const root = createRootRoute({ component: Window });

const today = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: (search: Record<string, unknown>): { date?: string } =>
    isDate(text(search.date)) ? { date: text(search.date) } : {},
  component: () => <TodayPage date={today.useSearch().date ?? ''} />,
});

const students = createRoute({
  getParentRoute: () => root,
  path: '/students',
  validateSearch: (search: Record<string, unknown>): StudentSearch => ({
    ...(text(search.query) && { query: text(search.query) }),
    ...(text(search.status) && { status: text(search.status) }),
    ...(Number(search.page) > 1 && { page: Math.floor(Number(search.page)) }),
  }),
  component: () => <StudentsPage {...students.useSearch()} />,
});

const session = createRoute({
  getParentRoute: () => root,
  path: '/sessions/$id',
  component: () => {
    const { id } = session.useParams();
    return <SessionPage key={id} id={id} />;
  },
});

const routes = root.addChildren([today, students, session]);

/** The pages and their addresses; the window keeps them behind the "#". */
export const makeRouter = (history: RouterHistory = createHashHistory()) =>
  createRouter({
    routeTree: routes,
    history,
    defaultNotFoundComponent: () => <TodayPage date="" />,
    defaultErrorComponent: FaultPage,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}

/** What stands in the window: the shell, or the reason why there is none. */
function Window() {
  const about = useAbout();
  const preferences = usePreferences();
  const look = preferences.data ?? usual;
  return (
    <Look look={look}>
      <LiveRegion />
      {about.error && !about.data && <ProblemPage sentence={about.error.sentence} folder="" />}
      {about.isPending && <Waiting />}
      {about.data?.problem && (
        <ProblemPage sentence={asRefusal(about.data.problem).sentence} folder={about.data.folder} />
      )}
      {about.data && !about.data.problem && (
        <PrintingProvider>
          <Shell about={about.data} look={look} />
        </PrintingProvider>
      )}
    </Look>
  );
}

export function App({
  client,
  router,
}: {
  client: QueryClient;
  router: ReturnType<typeof makeRouter>;
}) {
  return (
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
