import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { DataTable } from '../../components/DataTable';
import { Tag } from '../../components/Tag';
import { plainMoment } from '../../lib/dates';
import { number, say } from '../../lib/words';

const megabytes = (bytes: number) =>
  (bytes / 1e6).toLocaleString('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The backups, newest first: what each is, whether it holds, and what can be done with it. */
export function BackupTable({
  backups,
  mayRestore,
  checking,
  onCheck,
  onProve,
  onRestore,
}: {
  backups: app.BackupLine[];
  mayRestore: boolean;
  /** The name of the backup that is being checked, or "". */
  checking: string;
  onCheck: (backup: app.BackupLine) => void;
  onProve: (backup: app.BackupLine) => void;
  onRestore: (backup: app.BackupLine) => void;
}) {
  const holds = (backup: app.BackupLine) =>
    backup.whole
      ? say('backups.holds', {
          students: number(backup.students),
          sessions: number(backup.sessions),
          bookings: number(backup.bookings),
          venues: number(backup.venues),
        })
      : say('backups.holdsVenues', { venues: number(backup.venues) });
  return (
    <DataTable
      tall
      caption={say('backups.table')}
      rows={backups}
      rowKey={(backup) => backup.name}
      columns={[
        {
          key: 'made',
          head: say('backups.made'),
          names: true,
          cell: (backup) => (
            <>
              <span className="time">{plainMoment(backup.made)}</span>
              <span className="second">{backup.why}</span>
            </>
          ),
        },
        {
          key: 'holds',
          head: say('backups.inside'),
          cell: (backup) =>
            backup.problem ? (
              <span className="note">
                <Tag kind="danger">{say('backups.notGood')}</Tag> {backup.problem}
              </span>
            ) : (
              holds(backup)
            ),
        },
        {
          key: 'size',
          head: say('backups.size'),
          numeric: true,
          cell: (backup) => say('backups.megabytes', { size: megabytes(backup.bytes) }),
        },
        {
          key: 'acts',
          head: say('backups.acts'),
          quiet: true,
          cell: (backup) => {
            const when = plainMoment(backup.made);
            return (
              <span className="note">
                <Button
                  kind="quiet"
                  small
                  busy={checking === backup.name}
                  label={say('backups.checkNamed', { when })}
                  onClick={() => onCheck(backup)}
                >
                  {say('backups.check')}
                </Button>
                {!backup.problem && (
                  <Button
                    kind="quiet"
                    small
                    label={say('backups.proveNamed', { when })}
                    onClick={() => onProve(backup)}
                  >
                    {say('backups.prove')}
                  </Button>
                )}
                {mayRestore && !backup.problem && (
                  <Button
                    kind="quiet"
                    small
                    label={say('backups.restoreNamed', { when })}
                    onClick={() => onRestore(backup)}
                  >
                    {say('backups.restore')}
                  </Button>
                )}
              </span>
            );
          },
        },
      ]}
    />
  );
}
