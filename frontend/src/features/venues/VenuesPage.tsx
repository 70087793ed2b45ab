import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from '../../components/Button';
import { DataTable } from '../../components/DataTable';
import { TextField } from '../../components/Field';
import { Refused, Waiting } from '../../components/Notice';
import { Page } from '../../components/Page';
import { Tag } from '../../components/Tag';
import { useTyped } from '../../lib/typed';
import { number, say } from '../../lib/words';
import { answerOf } from './answers';
import { useVenues } from './queries';

/** The venue book: every venue in use, found as you type. */
export function VenuesPage({ query }: { query: string }) {
  const navigate = useNavigate();
  const show = (words: string) =>
    navigate({ to: '/venues', search: words ? { query: words } : {}, replace: true });
  const [typed, setTyped] = useTyped(query, show);
  const venues = useVenues(query.trim());
  const found = venues.data;

  return (
    <Page title={say('venues.title')} summary={say('venues.summary')}>
      <div className="filters">
        <TextField
          label={say('venues.find')}
          placeholder={say('venues.findHint')}
          value={typed}
          onChange={setTyped}
          search
        />
        <p role="status" className="count">
          {found && say('venues.count', { count: found.length, shown: number(found.length) })}
        </p>
      </div>
      {venues.error && (
        <Refused sentence={venues.error.sentence}>
          <Button onClick={() => venues.refetch()}>{say('shell.tryAgain')}</Button>
        </Refused>
      )}
      {!venues.error && !found && <Waiting />}
      {found?.length === 0 && !venues.error && (
        <div className="empty">
          <p>{query ? say('venues.noneFound') : say('venues.noneYet')}</p>
          {query && <Button onClick={() => setTyped('')}>{say('venues.showAll')}</Button>}
        </div>
      )}
      {found && found.length > 0 && !venues.error && (
        <DataTable
          tall
          caption={say('venues.title')}
          rows={found}
          rowKey={(venue) => venue.id}
          columns={[
            {
              key: 'name',
              head: say('venues.name'),
              names: true,
              cell: (venue) => (
                <Link to="/venues/$id" params={{ id: venue.id }}>
                  {venue.name}
                </Link>
              ),
            },
            { key: 'town', head: say('venues.town'), cell: (venue) => venue.town },
            {
              key: 'stepFree',
              head: say('venues.stepFree'),
              cell: (venue) => {
                const answer = answerOf(venue.stepFree);
                return <Tag kind={answer.kind}>{say(answer.word)}</Tag>;
              },
            },
            {
              key: 'rooms',
              head: say('venues.rooms'),
              numeric: true,
              cell: (venue) => venue.rooms,
            },
          ]}
        />
      )}
    </Page>
  );
}
