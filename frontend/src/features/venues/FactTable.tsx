import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { DataTable } from '../../components/DataTable';
import { Tag } from '../../components/Tag';
import { plainDate } from '../../lib/dates';
import { say } from '../../lib/words';
import { answerOf } from './answers';

/** What is known about getting in and around, who saw to it and when. */
export function FactTable({
  venue,
  onCorrect,
}: {
  venue: app.VenueView;
  onCorrect: (factId: string) => void;
}) {
  const roomOf = (fact: app.VenueFact) =>
    venue.rooms.find((room) => room.id === fact.room)?.name ?? fact.room;
  return (
    <DataTable
      caption={say('venues.accessTable', { name: venue.name })}
      rows={venue.facts}
      rowKey={(fact) => fact.id}
      columns={[
        {
          key: 'item',
          head: say('venues.item'),
          names: true,
          cell: (fact) => (
            <>
              {fact.item}
              <span className="second">{roomOf(fact) || say('venues.whole')}</span>
            </>
          ),
        },
        {
          key: 'answer',
          head: say('venues.answer'),
          cell: (fact) => {
            const answer = answerOf(fact.answer);
            return <Tag kind={answer.kind}>{say(answer.word)}</Tag>;
          },
        },
        { key: 'note', head: say('venues.note'), cell: (fact) => fact.note },
        {
          key: 'checked',
          head: say('venues.checked'),
          cell: (fact) => (
            <>
              {plainDate(fact.checkedOn) || say('venues.neverChecked')}
              {fact.checkedBy && <span className="second">{fact.checkedBy}</span>}
            </>
          ),
        },
        {
          key: 'correct',
          head: say('venues.correct'),
          quiet: true,
          cell: (fact) => (
            <Button
              small
              kind="quiet"
              label={say('venues.correctNamed', {
                item: `${fact.item}${roomOf(fact) && `, ${roomOf(fact)}`}`,
              })}
              onClick={() => onCorrect(fact.id)}
            >
              {say('venues.correct')}
            </Button>
          ),
        },
      ]}
    />
  );
}
