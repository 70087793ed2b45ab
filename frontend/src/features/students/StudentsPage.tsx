import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../components/Button';
import { Select, TextField } from '../../components/Field';
import { Refused, Waiting } from '../../components/Notice';
import { Page } from '../../components/Page';
import { Pager } from '../../components/Pager';
import { useTyped } from '../../lib/typed';
import { number, say } from '../../lib/words';
import { useStudents } from './queries';
import { StudentTable } from './StudentTable';

/** What the address says: the words typed, the status chosen, the page. */
export type StudentSearch = { query?: string; status?: string; page?: number };

// Erased people are nobody's to look for.
const statuses = [
  'enquiry',
  'enrolled',
  'active',
  'dormant',
  'graduated',
  'left',
  'excluded',
] as const;

/** Everyone enrolled, found as you type, fifty a page. */
export function StudentsPage({ query = '', status = '', page = 1 }: StudentSearch) {
  const navigate = useNavigate();
  // What stands in the address is only what differs from the plain list.
  const show = (wanted: { query: string; status: string; page: number }, replace: boolean) =>
    navigate({
      to: '/students',
      replace,
      search: {
        ...(wanted.query && { query: wanted.query }),
        ...(wanted.status && { status: wanted.status }),
        ...(wanted.page > 1 && { page: wanted.page }),
      },
    });
  const [typed, setTyped] = useTyped(query, (text) => show({ query: text, status, page: 1 }, true));
  const students = useStudents({ query: query.trim(), status, page });
  const found = students.data;

  const clear = () => {
    setTyped('');
    void show({ query: '', status: '', page: 1 }, true);
  };

  return (
    <Page title={say('students.title')}>
      <div className="filters">
        <TextField
          label={say('students.find')}
          placeholder={say('students.findHint')}
          value={typed}
          onChange={setTyped}
          search
        />
        <Select
          label={say('students.status')}
          value={status}
          onChange={(chosen) => show({ query, status: chosen, page: 1 }, true)}
          options={[
            { value: '', label: say('students.status.all') },
            ...statuses.map((each) => ({ value: each, label: say(`students.status.${each}`) })),
          ]}
        />
        <p role="status" className="count">
          {found && say('students.count', { count: found.total, shown: number(found.total) })}
        </p>
      </div>
      {students.error && (
        <Refused sentence={students.error.sentence}>
          <Button onClick={() => students.refetch()}>{say('shell.tryAgain')}</Button>
        </Refused>
      )}
      {!students.error && !found && <Waiting />}
      {found && !students.error && found.total === 0 && (
        <div className="empty">
          <p>{query || status ? say('students.noneFound') : say('students.noneYet')}</p>
          {(query || status) && <Button onClick={clear}>{say('students.showAll')}</Button>}
        </div>
      )}
      {found && !students.error && found.total > 0 && (
        <>
          <StudentTable page={found} />
          <Pager
            page={found.page}
            pages={found.pages}
            onPage={(wanted) => show({ query, status, page: wanted }, false)}
          />
        </>
      )}
    </Page>
  );
}
