import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Page } from '../../components/Page';
import { say } from '../../lib/words';

/** The college could not be opened: what happened and what to do, and nothing else. */
export function ProblemPage({ sentence, folder }: { sentence: string; folder: string }) {
  useEffect(() => {
    document.title = say('shell.windowTitle', { page: say('problem.title') });
  }, []);
  return (
    <main className="problem">
      <h1>{say('problem.title')}</h1>
      <p>{sentence}</p>
      {folder && <p className="summary">{say('problem.folder', { folder })}</p>}
    </main>
  );
}

/** A page that broke while it was drawn: the standing apology, and a way on. */
export function FaultPage() {
  return (
    <Page title={say('problem.fault')}>
      <p>{say('fault')}</p>
      <p>
        <Link to="/" search={{}}>
          {say('shell.goToday')}
        </Link>
      </p>
    </Page>
  );
}
