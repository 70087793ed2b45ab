import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Page';
import { plainDate } from '../../lib/dates';
import { say } from '../../lib/words';
import type { BackupAct } from './queries';

/** A second place for backups, away from this computer. */
export function SecondPlace({
  view,
  running,
  onAct,
}: {
  view: app.BackupsView;
  running?: BackupAct['act'];
  onAct: (act: BackupAct['act']) => void;
}) {
  return (
    <Panel heading={say('backups.second')}>
      {view.secondDue && <Notice kind="warn" title={say('backups.secondDue')} />}
      {view.secondFolder ? (
        <p className="break">
          {say('backups.secondIs', { folder: view.secondFolder })}{' '}
          {view.secondLast && say('backups.secondLast', { date: plainDate(view.secondLast) })}
        </p>
      ) : (
        <p>{say('backups.secondWhy')}</p>
      )}
      <div className="actions">
        {view.secondFolder && (
          <Button
            icon="archive"
            busy={running === 'copySecond'}
            onClick={() => onAct('copySecond')}
          >
            {say('backups.secondCopy')}
          </Button>
        )}
        <Button
          icon="folder"
          kind={view.secondFolder ? 'quiet' : 'plain'}
          busy={running === 'chooseSecond'}
          onClick={() => onAct('chooseSecond')}
        >
          {view.secondFolder ? say('backups.secondOther') : say('backups.secondChoose')}
        </Button>
      </div>
    </Panel>
  );
}
