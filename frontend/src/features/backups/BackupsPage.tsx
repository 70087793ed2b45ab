import { useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { BackToSettings } from '../../components/BackToSettings';
import { Button } from '../../components/Button';
import { Notice, Refused, Waiting } from '../../components/Notice';
import { Page, Panel } from '../../components/Page';
import { plainDate } from '../../lib/dates';
import { say } from '../../lib/words';
import { BackupTable } from './BackupTable';
import { DrillDialog } from './DrillDialog';
import { type BackupAct, useBackupAct, useBackups } from './queries';
import { RestoreDialog } from './RestoreDialog';
import { SecondPlace } from './SecondPlace';

/** The sealed copies: made, checked, proved and, by a leader, brought back. */
export function BackupsPage() {
  const backups = useBackups();
  if (backups.data) return <Loaded view={backups.data} />;
  return (
    <Page title={say('shell.settings.backups')} before={<BackToSettings />}>
      {backups.error ? (
        <Refused sentence={backups.error.sentence}>
          <Button onClick={() => backups.refetch()}>{say('shell.tryAgain')}</Button>
        </Refused>
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

function Loaded({ view }: { view: app.BackupsView }) {
  const [open, setOpen] = useState<{ act: 'prove' | 'restore'; backup: app.BackupLine } | null>(
    null,
  );
  const doing = useBackupAct();
  const running = doing.isPending ? doing.variables : null;
  const act = (wanted: BackupAct['act'], of = '') => {
    if (!doing.isPending) doing.mutate({ act: wanted, of });
  };
  const about = view.backups.find((each) => each.name === doing.variables?.of);

  return (
    <Page
      title={say('shell.settings.backups')}
      before={<BackToSettings />}
      summary={
        view.lastDrill
          ? say('backups.lastDrill', { date: plainDate(view.lastDrill) })
          : say('backups.noDrill')
      }
      actions={
        <Button
          kind="main"
          icon="archive"
          busy={running?.act === 'make'}
          onClick={() => act('make')}
        >
          {say('backups.make')}
        </Button>
      }
    >
      {running && <Notice kind="info" title={say(`backups.doing.${running.act}`)} />}
      {doing.error && <Notice kind="danger" title={doing.error.sentence} onDismiss={doing.reset} />}
      {doing.data?.sentence && (
        <Notice
          kind={about?.problem ? 'warn' : 'ok'}
          title={doing.data.sentence}
          onDismiss={doing.reset}
        />
      )}
      <Panel heading={say('backups.list')}>
        {view.backups.length > 0 ? (
          <BackupTable
            backups={view.backups}
            mayRestore={view.mayRestore}
            checking={running?.act === 'check' ? running.of : ''}
            onCheck={(backup) => act('check', backup.name)}
            onProve={(backup) => setOpen({ act: 'prove', backup })}
            onRestore={(backup) => setOpen({ act: 'restore', backup })}
          />
        ) : (
          <p>{say('backups.none')}</p>
        )}
        <p className="papers-folder">{say('backups.folder', { folder: view.folder })}</p>
      </Panel>
      <SecondPlace view={view} running={running?.act} onAct={act} />
      {open?.act === 'prove' && <DrillDialog backup={open.backup} onClose={() => setOpen(null)} />}
      {open?.act === 'restore' && (
        <RestoreDialog backup={open.backup} onClose={() => setOpen(null)} />
      )}
    </Page>
  );
}
