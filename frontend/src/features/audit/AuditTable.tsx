import type { app } from '../../../wailsjs/go/models';
import { DataTable } from '../../components/DataTable';
import { plainMoment } from '../../lib/dates';
import { say, sayAny } from '../../lib/words';

/** A page of the audit: who, when, what, which fields; never what stood in them. */
export function AuditTable({ page }: { page: app.AuditPage }) {
  return (
    <DataTable
      tall
      caption={say('audit.table', { page: page.page, pages: page.pages })}
      rows={page.lines}
      rowKey={(line) => `${line.book} ${line.sequence}`}
      columns={[
        {
          key: 'at',
          head: say('audit.when'),
          cell: (line) => <span className="time">{plainMoment(line.at)}</span>,
        },
        { key: 'by', head: say('audit.who'), names: true, cell: (line) => line.by },
        {
          key: 'did',
          head: say('audit.did'),
          cell: (line) => (
            <>
              {line.did}
              {line.fields.length > 0 && <span className="second">{line.fields.join(', ')}</span>}
            </>
          ),
        },
        { key: 'subject', head: say('audit.subject'), cell: (line) => line.subject },
        { key: 'book', head: say('audit.book'), cell: (line) => sayAny(`audit.book.${line.book}`) },
      ]}
    />
  );
}
