import type { app } from '../../../wailsjs/go/models';
import { DataTable } from '../../components/DataTable';
import { number, say } from '../../lib/words';

/** What was counted in a backup, beside today. */
export function CountTable({ counts }: { counts: app.CountLine[] }) {
  return (
    <DataTable
      caption={say('backups.counts')}
      rows={counts}
      rowKey={(line) => line.what}
      columns={[
        { key: 'what', head: say('backups.what'), names: true, cell: (line) => line.what },
        {
          key: 'then',
          head: say('backups.then'),
          numeric: true,
          cell: (line) => number(line.was),
        },
        {
          key: 'now',
          head: say('backups.now'),
          numeric: true,
          cell: (line) => (line.now < 0 ? say('backups.notKnown') : number(line.now)),
        },
      ]}
    />
  );
}
