import { Link } from '@tanstack/react-router';
import { Page } from '../../components/Page';
import { seesCollege, useRole } from '../../lib/gate';
import { useKey } from '../../lib/keys';
import { say } from '../../lib/words';
import { CheckPanel } from './CheckPanel';
import { MadePanel } from './MadePanel';
import { MakePart } from './MakePart';
import type { PrintSearch } from './order';

const parts = ['make', 'made', 'check'] as const;

/** The print centre: every paper, those that were made, and certificates put to the test. */
export function PrintPage(search: PrintSearch) {
  const college = seesCollege(useRole());
  const show = (college && search.show) || 'make';
  return (
    <Page title={say('print.title')} summary={say('print.summary')}>
      {college && (
        <nav className="stepper" aria-label={say('print.parts')}>
          {parts.map((part) => (
            <Link
              key={part}
              to="/print"
              search={part === 'make' ? {} : { show: part }}
              className="step"
              activeOptions={{ exact: true }}
              aria-current={show === part ? 'page' : undefined}
            >
              {say(`print.part.${part}`)}
            </Link>
          ))}
        </nav>
      )}
      {(show !== 'make' || !search.kind) && <NothingToPrint />}
      {show === 'make' && <MakePart search={search} />}
      {show === 'made' && <MadePanel page={search.page ?? 1} />}
      {show === 'check' && <CheckPanel />}
    </Page>
  );
}

/** Where no paper is chosen, Ctrl+P makes none; nor does it open the computer's own dialog for printing a window. */
function NothingToPrint() {
  useKey('ctrl+p', (event) => event.preventDefault());
  return null;
}
