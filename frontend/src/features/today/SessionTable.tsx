import { Link } from '@tanstack/react-router';
import type { college } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { DataTable } from '../../components/DataTable';
import { Tag } from '../../components/Tag';
import { span } from '../../lib/dates';
import { usePrinting } from '../../lib/papers';
import { namesText, placeText } from '../../lib/places';
import { say } from '../../lib/words';

/** The sessions of a day, each with its register. */
export function SessionTable({ sessions }: { sessions: college.SessionHead[] }) {
  const printing = usePrinting();
  return (
    <DataTable
      caption={say('today.table')}
      rows={sessions}
      rowKey={(session) => session.sessionId}
      columns={[
        {
          key: 'time',
          head: say('today.time'),
          cell: (session) => <span className="time">{span(session.start, session.end)}</span>,
        },
        {
          key: 'session',
          head: say('today.session'),
          names: true,
          cell: (session) => (
            <span className={`topic topic${session.topicColour % 4}`}>
              <Link to="/sessions/$id" params={{ id: session.sessionId }}>
                {session.courseTitle}
              </Link>
              <span className="second">
                {[
                  session.of > 1 &&
                    say('session.numberOf', { number: session.number, of: session.of }),
                  namesText(session.ledBy),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          ),
        },
        { key: 'where', head: say('today.where'), cell: (session) => placeText(session.place) },
        {
          key: 'booked',
          head: say('today.booked'),
          numeric: true,
          cell: (session) => (
            <>
              {session.capacity > 0
                ? say('session.bookedOf', { booked: session.booked, capacity: session.capacity })
                : session.booked}
              {session.waiting > 0 && (
                <span className="second">{say('session.waiting', { count: session.waiting })}</span>
              )}
            </>
          ),
        },
        {
          key: 'register',
          head: say('today.registerColumn'),
          quiet: true,
          cell: (session) =>
            session.status === 'cancelled' ? (
              <Tag kind="plain">{say('session.cancelled')}</Tag>
            ) : (
              <Button
                small
                label={say('today.registerNamed', {
                  title: session.courseTitle,
                  time: session.start,
                })}
                onClick={() =>
                  printing.print({ kind: 'register', of: session.sessionId, count: 1 })
                }
              >
                {say('today.register')}
              </Button>
            ),
        },
      ]}
    />
  );
}
