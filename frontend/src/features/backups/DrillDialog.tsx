import { useEffect } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Refused } from '../../components/Notice';
import { plainMoment } from '../../lib/dates';
import { say } from '../../lib/words';
import { useDrill } from './queries';
import { RestoredReport } from './RestoredReport';

/** "Prove it": the backup is restored where nothing is at stake, counted, and thrown away. */
export function DrillDialog({ backup, onClose }: { backup: app.BackupLine; onClose: () => void }) {
  const { mutate, data, error } = useDrill();
  useEffect(() => mutate(backup.name), [mutate, backup.name]);
  return (
    <Dialog
      title={say('backups.proveNamed', { when: plainMoment(backup.made) })}
      opened
      wide
      onClose={onClose}
    >
      {data && <RestoredReport done={data} onClose={onClose} />}
      {error && <Refused sentence={error.sentence} />}
      {!data && (
        <>
          {!error && <p role="status">{say('backups.proving')}</p>}
          <div className="actions">
            <Button onClick={onClose}>{say('shell.close')}</Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
