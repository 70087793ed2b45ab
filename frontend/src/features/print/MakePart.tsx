import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { Icon } from '../../components/Icon';
import { Notice, Refused, Waiting } from '../../components/Notice';
import { shortDate } from '../../lib/dates';
import { say, sayAny } from '../../lib/words';
import { OrderPart } from './OrderPart';
import type { PrintSearch } from './order';
import { useKinds } from './queries';

/** Choosing a paper; and when one is chosen, its form and how it looks. */
export function MakePart({ search }: { search: PrintSearch }) {
  const kinds = useKinds();
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef(search.kind);
  useEffect(() => {
    // What was chosen takes the place of the choice, and is read from its start.
    if (shown.current === search.kind) return;
    shown.current = search.kind;
    box.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [search.kind]);
  if (kinds.error) {
    return (
      <Refused sentence={kinds.error.sentence}>
        <Button onClick={() => kinds.refetch()}>{say('shell.tryAgain')}</Button>
      </Refused>
    );
  }
  if (!kinds.data) return <Waiting />;
  const kind = kinds.data.find((each) => each.kind === search.kind);
  return (
    <div ref={box} className="part" tabIndex={-1}>
      {kind ? (
        <>
          <Link to="/print" search={{ ...search, kind: undefined }} className="back">
            <Icon name="left" />
            {say('print.allPapers')}
          </Link>
          <OrderPart key={JSON.stringify(search)} kind={kind} about={search} />
        </>
      ) : (
        <Kinds kinds={kinds.data} search={search} />
      )}
    </div>
  );
}

/** Every paper, with a sentence on what it is for. */
function Kinds({ kinds, search }: { kinds: app.PaperKind[]; search: PrintSearch }) {
  const groups = [...new Set(kinds.map((each) => each.group))];
  const about = [search.named, shortDate(search.date ?? '')].filter(Boolean).join(', ');
  return (
    <>
      {about && (
        <Notice kind="info" title={say('print.about', { about })}>
          <Link to="/print" search={{}}>
            {say('print.aboutNothing')}
          </Link>
        </Notice>
      )}
      <div className="kinds">
        {groups.map((group) => {
          const heading = sayAny(`print.group.${group}`);
          return (
            <section key={group} className="kind-group" aria-label={heading}>
              <h2>{heading}</h2>
              <ul className="kind-list">
                {kinds
                  .filter((each) => each.group === group)
                  .map((each) => (
                    <li key={each.kind}>
                      <Link to="/print" search={{ ...search, kind: each.kind }} className="kind">
                        <span className="kind-name">
                          {each.name}
                          {each.secret && <Icon name="lock" />}
                          {each.secret && (
                            <span className="unseen">{say('print.confidential')}</span>
                          )}
                        </span>
                        <span className="fact">{each.what}</span>
                      </Link>
                    </li>
                  ))}
              </ul>
            </section>
          );
        })}
      </div>
    </>
  );
}
