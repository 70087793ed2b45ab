import { useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { Tick } from '../../components/Choice';
import { Dialog } from '../../components/Dialog';
import { ErrorSummary } from '../../components/ErrorSummary';
import { Notice, Refused, Waiting } from '../../components/Notice';
import { plainMoment } from '../../lib/dates';
import { say } from '../../lib/words';
import { CountTable } from './CountTable';
import { useLook, useRestore } from './queries';
import { RestoredReport } from './RestoredReport';

/** Brings a backup back: first what it holds beside today, then, once understood, the restore. */
export function RestoreDialog({
  backup,
  onClose,
}: {
  backup: app.BackupLine;
  onClose: () => void;
}) {
  const restore = useRestore();
  return (
    <Dialog
      title={say('backups.restoreNamed', { when: plainMoment(backup.made) })}
      opened
      wide
      onClose={() => !restore.isPending && onClose()}
    >
      {restore.data ? (
        <RestoredReport done={restore.data} onClose={onClose} />
      ) : (
        <Look name={backup.name} restore={restore} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Look({
  name,
  restore,
  onClose,
}: {
  name: string;
  restore: ReturnType<typeof useRestore>;
  onClose: () => void;
}) {
  const look = useLook(name);
  const [understood, setUnderstood] = useState(false);
  if (look.error) return <Refused sentence={look.error.sentence} />;
  if (!look.data) return <Waiting />;
  return (
    <>
      {restore.error && (
        <ErrorSummary
          key={restore.submittedAt}
          sentence={restore.error.sentence}
          fields={[]}
          idOf={(field) => field}
        />
      )}
      <p>{say('backups.restoreHow')}</p>
      {look.data.warnings.map((warning) => (
        <Notice key={warning} kind="warn" title={warning} />
      ))}
      <CountTable counts={look.data.counts} />
      <Tick
        label={say('backups.understood')}
        hint={say('backups.understoodHint')}
        checked={understood}
        onChange={setUnderstood}
      />
      <p role="status" className="summary">
        {restore.isPending && say('backups.restoring')}
      </p>
      <div className="actions foot">
        <Button
          kind="main"
          icon="archive"
          disabled={!understood}
          busy={restore.isPending}
          onClick={() => restore.mutate(name)}
        >
          {say('backups.restoreDo')}
        </Button>
        <Button disabled={restore.isPending} onClick={onClose}>
          {say('shell.cancel')}
        </Button>
      </div>
    </>
  );
}
