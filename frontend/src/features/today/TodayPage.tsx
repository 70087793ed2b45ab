import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Button } from '../../components/Button';
import { Icon } from '../../components/Icon';
import { Refused, Waiting } from '../../components/Notice';
import { Page, Panel } from '../../components/Page';
import { addDays, dayAndMonth, longDate } from '../../lib/dates';
import { useKey } from '../../lib/keys';
import { toPrint, usePrinting } from '../../lib/papers';
import { say, type WordKey } from '../../lib/words';
import { NeedsYou } from './NeedsYou';
import { PapersFolder } from './PapersFolder';
import { useAbout, useDay } from './queries';
import { SessionTable } from './SessionTable';

/** "Good morning", "Good afternoon", "Good evening". */
export function greeting(hour: number, name: string): string {
  const part = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  const key: WordKey = name ? `today.good.${part}Name` : `today.good.${part}`;
  return say(key, { name });
}

/** The day's sessions, what needs doing, and all registers in one click. */
export function TodayPage({ date }: { date: string }) {
  const day = useDay(date);
  const about = useAbout();
  const printing = usePrinting();
  const data = day.data;
  const shown = data !== undefined;
  useEffect(() => {
    if (shown) performance.mark('first-data'); // the moment `make window` measures
  }, [shown]);
  const today = about.data?.today ?? '';
  const isToday = date === '' || date === today;
  const count = data ? toPrint(data.sessions).length : 0;

  const printAll = () => {
    if (data && count > 0) printing.print({ kind: 'registers', of: data.date, count });
  };
  useKey('ctrl+p', (event) => {
    event.preventDefault(); // never the computer's own dialog for printing a window
    printAll();
  });

  const title = isToday ? say('today.title') : dayAndMonth(date);
  if (!data) {
    return (
      <Page title={title}>
        {day.error ? (
          <Refused sentence={day.error.sentence}>
            <Button onClick={() => day.refetch()}>{say('shell.tryAgain')}</Button>
          </Refused>
        ) : (
          <Waiting />
        )}
      </Page>
    );
  }

  const heading = isToday
    ? greeting(new Date().getHours(), about.data?.user ?? '')
    : longDate(data.date);
  const counted = say(isToday ? 'today.sessions' : 'today.sessionsThen', { count });
  const none = data.nextDate
    ? say(isToday ? 'today.noneNext' : 'today.noneNextThen', { date: dayAndMonth(data.nextDate) })
    : say(isToday ? 'today.none' : 'today.noneThen');
  const dayLink = (days: number) => ({ date: addDays(data.date, days) });

  return (
    <Page
      title={title}
      heading={heading}
      summary={[isToday && longDate(data.date), count > 0 && counted].filter(Boolean).join(' · ')}
      actions={
        <div className="print-all">
          <Button
            kind="main"
            icon="print"
            onClick={printAll}
            disabled={count === 0}
            busy={printing.running?.kind === 'registers'}
            describedBy={count === 0 ? 'no-sessions' : undefined}
          >
            {count === 0
              ? say('today.printNone')
              : say(isToday ? 'today.print' : 'today.printThen', { count })}
          </Button>
          {count === 0 && (
            <p id="no-sessions" className="summary">
              {none}
            </p>
          )}
        </div>
      }
    >
      <nav className="stepper" aria-label={say('today.days')}>
        <Link to="/" search={dayLink(-1)} className="step">
          <Icon name="left" />
          {say('today.previousDay')}
        </Link>
        {!isToday && (
          <Link to="/" search={{}} className="step">
            {say('today.backToToday')}
          </Link>
        )}
        <Link to="/" search={dayLink(1)} className="step">
          {say('today.nextDay')}
          <Icon name="right" />
        </Link>
      </nav>
      <div className="columns">
        <Panel heading={isToday ? say('today.list') : say('today.listThen')}>
          {data.sessions.length > 0 ? (
            <SessionTable sessions={data.sessions} />
          ) : (
            <div className="stepper">
              <p>{say('today.noneHere')}</p>
              {data.nextDate && (
                <Link to="/" search={{ date: data.nextDate }}>
                  {say('today.goTo', { date: dayAndMonth(data.nextDate) })}
                </Link>
              )}
            </div>
          )}
          <p className="ahead">
            <Link to="/" search={dayLink(1)}>
              {say(isToday ? 'today.tomorrow' : 'today.dayAfter', { count: data.tomorrow })}
            </Link>
            <span>
              {say(isToday ? 'today.thisWeek' : 'today.thatWeek', { count: data.thisWeek })}
            </span>
          </p>
        </Panel>
        <Panel heading={say('today.needsYou')}>
          <NeedsYou day={data} />
        </Panel>
      </div>
      <PapersFolder />
    </Page>
  );
}
