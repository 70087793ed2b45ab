import { useNavigate } from '@tanstack/react-router';
import { BackToSettings } from '../../components/BackToSettings';
import { Button } from '../../components/Button';
import { DateField, Select } from '../../components/Field';
import { Notice, Refused, Waiting } from '../../components/Notice';
import { Page } from '../../components/Page';
import { Pager } from '../../components/Pager';
import { usePrinting } from '../../lib/papers';
import { number, say } from '../../lib/words';
import { AuditTable } from './AuditTable';
import { useAudit, useCheckAudit } from './queries';

/** What the address says: the person, the days, the page. */
export type AuditSearch = { person?: string; from?: string; to?: string; page?: number };

/** Who did what and when, and that nothing of it was changed. */
export function AuditPage({ person = '', from = '', to = '', page = 1 }: AuditSearch) {
  const navigate = useNavigate();
  const printing = usePrinting();
  const check = useCheckAudit();
  const filter = { userId: person, from, to, page };
  const audit = useAudit(filter);
  const found = audit.data;
  const filtered = person !== '' || from !== '' || to !== '';

  const show = (change: AuditSearch) => {
    const wanted = { person, from, to, page: 1, ...change };
    return navigate({
      to: '/settings/audit',
      replace: change.page === undefined,
      search: {
        ...(wanted.person && { person: wanted.person }),
        ...(wanted.from && { from: wanted.from }),
        ...(wanted.to && { to: wanted.to }),
        ...(wanted.page > 1 && { page: wanted.page }),
      },
    });
  };

  return (
    <Page
      title={say('shell.settings.audit')}
      before={<BackToSettings />}
      summary={say('audit.summary')}
      actions={
        <>
          <Button busy={check.isPending} icon="done" onClick={() => check.mutate()}>
            {say('audit.check')}
          </Button>
          <Button
            icon="print"
            busy={printing.running?.kind === 'audit'}
            onClick={() =>
              printing.print({
                kind: 'audit',
                of: JSON.stringify({ ...filter, page: 1 }),
                count: 1,
              })
            }
          >
            {say('audit.print')}
          </Button>
        </>
      }
    >
      {check.error && <Refused sentence={check.error.sentence} />}
      {check.data && (
        <Notice
          kind={check.data.whole ? 'ok' : 'danger'}
          title={check.data.sentence}
          onDismiss={check.reset}
        >
          {check.data.findings.length > 0 && (
            <ul>
              {check.data.findings.map((finding) => (
                <li key={finding}>{finding}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      <div className="filters">
        <Select
          label={say('audit.person')}
          value={person}
          onChange={(chosen) => show({ person: chosen })}
          options={[
            { value: '', label: say('audit.everybody') },
            ...(found?.people ?? []).map((each) => ({ value: each.id, label: each.name })),
          ]}
        />
        <DateField label={say('audit.from')} value={from} onChange={(day) => show({ from: day })} />
        <DateField label={say('audit.to')} value={to} onChange={(day) => show({ to: day })} />
        <p role="status" className="count">
          {found && say('audit.count', { count: found.total, shown: number(found.total) })}
        </p>
      </div>
      {audit.error && (
        <Refused sentence={audit.error.sentence}>
          <Button onClick={() => audit.refetch()}>{say('shell.tryAgain')}</Button>
        </Refused>
      )}
      {!audit.error && !found && <Waiting />}
      {found && !audit.error && found.total === 0 && (
        <div className="empty">
          <p>{say('audit.none')}</p>
          {filtered && (
            <Button onClick={() => show({ person: '', from: '', to: '' })}>
              {say('audit.showAll')}
            </Button>
          )}
        </div>
      )}
      {found && !audit.error && found.total > 0 && (
        <>
          <AuditTable page={found} />
          <Pager
            page={found.page}
            pages={found.pages}
            onPage={(wanted) => show({ page: wanted })}
          />
        </>
      )}
    </Page>
  );
}
