import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { DataTable } from '../../components/DataTable';
import { Icon } from '../../components/Icon';
import { Notice, Refused, Waiting } from '../../components/Notice';
import { Page, Panel } from '../../components/Page';
import { isTyping, useKey } from '../../lib/keys';
import { say } from '../../lib/words';
import { FactDialog } from './FactDialog';
import { FactTable } from './FactTable';
import { useUndoFacts, useVenue } from './queries';

/** One venue: how to get there, its rooms, and what is known about access. */
export function VenuePage({
  id,
  fact,
}: {
  id: string;
  /** The fact that the address asks to put right, or "". */
  fact: string;
}) {
  const venue = useVenue(id);
  const back = (
    <Link to="/venues" search={{}} className="back">
      <Icon name="left" />
      {say('venues.title')}
    </Link>
  );
  if (venue.data) return <Loaded venue={venue.data} wanted={fact} back={back} />;
  return (
    <Page title={say('venues.venue')} before={back}>
      {venue.error ? (
        <Refused sentence={venue.error.sentence}>
          <Button onClick={() => venue.refetch()}>{say('shell.tryAgain')}</Button>
        </Refused>
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

function Loaded({
  venue,
  wanted,
  back,
}: {
  venue: app.VenueView;
  wanted: string;
  back: ReactNode;
}) {
  const navigate = useNavigate();
  const undoing = useUndoFacts(venue.id);
  const correct = (fact: string) =>
    navigate({
      to: '/venues/$id',
      params: { id: venue.id },
      search: fact ? { fact } : {},
      replace: true,
    });
  const fact = venue.facts.find((each) => each.id === wanted);
  useKey('ctrl+z', (event) => {
    if (isTyping(event.target)) return;
    event.preventDefault();
    undoing.undo();
  });

  const address = [venue.address, venue.town, venue.postcode].filter(Boolean).join(', ');
  const ways = [
    { head: say('venues.owner'), text: venue.owner },
    { head: say('venues.directions'), text: venue.directions },
    { head: say('venues.parking'), text: venue.parking },
    { head: say('venues.bus'), text: venue.bus },
    { head: say('venues.houseRules'), text: venue.houseRules },
  ].filter(({ text }) => text);

  return (
    <Page
      title={venue.name}
      before={back}
      summary={address || say('venues.noAddress')}
      actions={
        <Button
          icon="print"
          onClick={() =>
            navigate({
              to: '/print',
              search: { kind: 'venueSheet', venue: venue.id, named: venue.name },
            })
          }
        >
          {say('venues.printSheet')}
        </Button>
      }
    >
      {undoing.refusal && <Notice kind="danger" title={undoing.refusal.sentence} />}
      <Panel
        heading={say('venues.access')}
        actions={
          undoing.canUndo && (
            <Button kind="quiet" small onClick={undoing.undo}>
              {say('session.undo')}
            </Button>
          )
        }
      >
        {venue.facts.length > 0 ? (
          <FactTable venue={venue} onCorrect={correct} />
        ) : (
          <p>{say('venues.noFacts')}</p>
        )}
      </Panel>
      <Panel heading={say('venues.rooms')}>
        {venue.rooms.length > 0 ? <Rooms rooms={venue.rooms} /> : <p>{say('venues.noRooms')}</p>}
      </Panel>
      {ways.length > 0 && (
        <Panel heading={say('venues.goodToKnow')}>
          <dl className="told">
            {ways.map(({ head, text }) => (
              <div key={head}>
                <dt>{head}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
      {fact && (
        <FactDialog
          key={fact.id}
          venueId={venue.id}
          fact={fact}
          onSaved={undoing.count}
          onClose={() => correct('')}
        />
      )}
    </Page>
  );
}

function Rooms({ rooms }: { rooms: app.VenueRoom[] }) {
  return (
    <DataTable
      caption={say('venues.roomsTable')}
      rows={rooms}
      rowKey={(room) => room.id}
      columns={[
        { key: 'name', head: say('venues.room'), names: true, cell: (room) => room.name },
        {
          key: 'seats',
          head: say('venues.seats'),
          numeric: true,
          cell: (room) => room.seats || '',
        },
        { key: 'floor', head: say('venues.floor'), cell: (room) => room.floor },
        {
          key: 'facilities',
          head: say('venues.facilities'),
          cell: (room) => room.facilities.join(', '),
        },
        { key: 'note', head: say('venues.note'), cell: (room) => room.note },
      ]}
    />
  );
}
