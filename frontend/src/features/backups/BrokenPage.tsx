import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { useGate } from '../../lib/gate';
import { say } from '../../lib/words';
import { BackupsPage } from './BackupsPage';

/** A leader has signed in, but the records do not open: a backup can be restored. */
export function BrokenPage({ sentence }: { sentence: string }) {
  const gate = useGate();
  return (
    <main className="main">
      <Notice kind="danger" title={sentence}>
        <p>{say('backups.brokenHow')}</p>
        <Button busy={gate.isFetching} onClick={() => gate.refetch()}>
          {say('backups.openAgain')}
        </Button>
      </Notice>
      <BackupsPage />
    </main>
  );
}
