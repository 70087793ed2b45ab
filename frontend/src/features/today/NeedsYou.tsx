import { Link } from '@tanstack/react-router';
import type { college } from '../../../wailsjs/go/models';
import { Tag } from '../../components/Tag';
import { shortDate } from '../../lib/dates';
import { say, sayAny } from '../../lib/words';

/** So many registers are named; the rest are counted. */
const named = 4;

/** What waits for a person: one sentence and one link each. */
export function NeedsYou({ day }: { day: college.Today }) {
  const { unmarked, concerns, toFinish, sessions } = day;
  if (unmarked.length + concerns.length + toFinish === 0) return <p>{say('today.nothing')}</p>;
  return (
    <ul className="needs">
      {concerns.map((concern) => {
        const session = sessions.find((each) => concern.about?.includes(each.sessionId));
        const stops = concern.severity !== 'concern';
        return (
          <li key={`${concern.rule} ${concern.key} ${concern.about?.join(' ')}`}>
            <Tag kind={stops ? 'danger' : 'warn'}>
              {say(stops ? 'today.clash' : 'today.concern')}
            </Tag>
            <p>{concern.sentence || sayAny(concern.key, concern.values)}</p>
            {session && (
              <Link to="/sessions/$id" params={{ id: session.sessionId }}>
                {say('today.openSession', { title: session.courseTitle, time: session.start })}
              </Link>
            )}
          </li>
        );
      })}
      {unmarked.length > 0 && (
        <li>
          <Tag kind="info">{say('today.unmarked', { count: unmarked.length })}</Tag>
          <ul className="needs-links">
            {unmarked.slice(0, named).map((session) => (
              <li key={session.sessionId}>
                <Link to="/sessions/$id" params={{ id: session.sessionId }}>
                  {say('today.markSession', {
                    title: session.courseTitle,
                    date: shortDate(session.date),
                  })}
                </Link>
              </li>
            ))}
          </ul>
          {unmarked.length > named && (
            <p className="summary">
              {say('today.unmarkedMore', { count: unmarked.length - named })}
            </p>
          )}
        </li>
      )}
      {toFinish > 0 && (
        <li>
          <Tag kind="info">{say('today.toFinish', { count: toFinish })}</Tag>
          <p>{say('today.toFinishHow')}</p>
          <Link to="/students" search={{ status: 'enquiry' }}>
            {say('today.toFinishShow')}
          </Link>
        </li>
      )}
    </ul>
  );
}
