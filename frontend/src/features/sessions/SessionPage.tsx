import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { college } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { Icon } from '../../components/Icon';
import { Menu } from '../../components/Menu';
import { Notice, Refused, Waiting } from '../../components/Notice';
import { Page, Panel } from '../../components/Page';
import { moment, shortDate, span } from '../../lib/dates';
import { isTyping, useKey } from '../../lib/keys';
import { usePrinting } from '../../lib/papers';
import { namesText, placeText } from '../../lib/places';
import { say, sayAny } from '../../lib/words';
import { CertificatesDialog } from './CertificatesDialog';
import { markedCount } from './marks';
import { useMarking, useSession, useSingleKeys } from './queries';
import { Roster } from './Roster';
import { WalkInDialog } from './WalkInDialog';

/** One session: who comes, their marks, and its papers. */
export function SessionPage({
  id,
  walkIn,
}: {
  id: string;
  /** Whether the address asks for the form of a walk-in. */
  walkIn: boolean;
}) {
  const session = useSession(id);
  if (session.data) return <Loaded view={session.data} walkIn={walkIn} />;
  return (
    <Page title={say('session.title')}>
      {session.error ? (
        <Refused sentence={session.error.sentence}>
          <Button onClick={() => session.refetch()}>{say('shell.tryAgain')}</Button>
        </Refused>
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

function Loaded({ view, walkIn }: { view: college.SessionView; walkIn: boolean }) {
  const { head, canMark } = view;
  const [certificates, setCertificates] = useState(false);
  const navigate = useNavigate();
  const showWalkIn = (open: boolean) =>
    navigate({
      to: '/sessions/$id',
      params: { id: head.sessionId },
      search: open ? { open: 'walkIn' } : {},
      replace: true,
    });
  const marking = useMarking(head.sessionId);
  const singleKeys = useSingleKeys();
  const printing = usePrinting();
  const rows = marking.withMarks(view.rows);

  useKey('ctrl+z', (event) => {
    if (isTyping(event.target)) return;
    event.preventDefault();
    marking.undo();
  });
  useKey('ctrl+p', (event) => {
    event.preventDefault();
    printing.print({ kind: 'register', of: head.sessionId, count: 1 });
  });

  const printItem = (kind: 'register' | 'facilitatorCopy' | 'courseRegister', of: string) => ({
    text: say(`papers.${kind}`),
    icon: 'file' as const,
    onChoose: () => printing.print({ kind, of, count: 1 }),
  });
  const booked =
    head.capacity > 0
      ? say('session.bookedPlaces', { booked: head.booked, capacity: head.capacity })
      : say('session.booked', { count: head.booked });

  return (
    <Page
      title={say('session.pageTitle', { title: head.courseTitle, date: shortDate(head.date) })}
      heading={head.courseTitle}
      before={
        <Link to="/" search={{ date: head.date }} className="back">
          <Icon name="left" />
          {say('session.backToDay', { date: shortDate(head.date) })}
        </Link>
      }
      summary={
        <>
          {[
            head.of > 1 && say('session.numberOf', { number: head.number, of: head.of }),
            `${shortDate(head.date)}, ${span(head.start, head.end)}`,
            placeText(head.place),
          ]
            .filter(Boolean)
            .join(' · ')}
          <br />
          {[
            head.ledBy.length > 0 && say('session.ledBy', { names: namesText(head.ledBy) }),
            booked,
            head.waiting > 0 && say('session.waiting', { count: head.waiting }),
            head.reference,
          ]
            .filter(Boolean)
            .join(' · ')}
        </>
      }
      actions={
        <>
          <Button icon="award" onClick={() => setCertificates(true)}>
            {say('certificates.button')}
          </Button>
          <Menu
            button={
              <Button kind="main" icon="print" iconAfter="down">
                {say('session.print')}
              </Button>
            }
            items={[
              printItem('register', head.sessionId),
              printItem('facilitatorCopy', head.sessionId),
              printItem('courseRegister', head.runId),
              {
                text: say('session.morePapers'),
                icon: 'print',
                onChoose: () =>
                  navigate({
                    to: '/print',
                    search: {
                      run: head.runId,
                      session: head.sessionId,
                      date: head.date,
                      named: head.courseTitle,
                    },
                  }),
              },
            ]}
          />
        </>
      }
    >
      {head.status === 'cancelled' && <Notice kind="info" title={say('session.isCancelled')} />}
      {view.concerns.map((concern) => (
        <Notice
          key={`${concern.rule} ${concern.key} ${concern.about?.join(' ')}`}
          kind={concern.severity === 'concern' ? 'warn' : 'danger'}
          title={concern.sentence || sayAny(concern.key, concern.values)}
        />
      ))}
      {marking.refusal && <Notice kind="danger" title={marking.refusal.sentence} />}
      <Panel
        heading={say('session.register')}
        actions={
          <MarkingState
            marking={marking}
            rows={rows}
            onWalkIn={canMark ? () => showWalkIn(true) : undefined}
          />
        }
      >
        {!canMark && head.status !== 'cancelled' && (
          <Notice kind="info" title={say('session.markFrom', { when: moment(view.markFrom) })} />
        )}
        {rows.length === 0 ? (
          <p>{say('session.nobody')}</p>
        ) : (
          <Roster rows={rows} canMark={canMark} singleKeys={singleKeys} onMark={marking.mark} />
        )}
      </Panel>
      {view.siblings.length > 1 && (
        <nav className="panel" aria-label={say('session.siblings')}>
          <h2>{say('session.siblings')}</h2>
          <ul className="siblings">
            {view.siblings.map((each) => (
              <li key={each.sessionId}>
                <Link to="/sessions/$id" params={{ id: each.sessionId }}>
                  {say('session.sibling', { number: each.number, date: shortDate(each.date) })}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {walkIn && canMark && (
        <WalkInDialog
          sessionId={head.sessionId}
          onAdded={marking.countWalkIn}
          onClose={() => showWalkIn(false)}
        />
      )}
      {certificates && (
        <CertificatesDialog
          runId={head.runId}
          onPrint={(count) => printing.print({ kind: 'certificates', of: head.runId, count })}
          onClose={() => setCertificates(false)}
        />
      )}
    </Page>
  );
}

function MarkingState({
  marking,
  rows,
  onWalkIn,
}: {
  marking: ReturnType<typeof useMarking>;
  rows: college.RegisterRow[];
  /** Left out while nothing can be marked: a walk-in is there, and so marked. */
  onWalkIn?: () => void;
}) {
  const marked = markedCount(rows);
  return (
    <div className="actions">
      <span className="summary" role="status">
        {marking.saving
          ? say('session.saving')
          : marking.saved && say('session.saved', { time: marking.saved })}
      </span>
      <b className="marked">{say('session.marked', { marked, count: rows.length })}</b>
      {marking.canUndo && (
        <Button kind="quiet" small onClick={marking.undo}>
          {say('session.undo')}
        </Button>
      )}
      {onWalkIn && (
        <Button small icon="addPerson" onClick={onWalkIn}>
          {say('session.addWalkIn')}
        </Button>
      )}
    </div>
  );
}
