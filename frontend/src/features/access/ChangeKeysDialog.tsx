import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { Dialog } from '../../components/Dialog';
import { Notice } from '../../components/Notice';
import { announce } from '../../lib/announce';
import { say } from '../../lib/words';
import { useChangeKeys } from './queries';

/** Somebody leaves, or a computer was lost: the keys change; then what that did. */
export function ChangeKeysDialog({
  leaver,
  onClose,
}: {
  /** Nobody: all keys change and everybody stays. */
  leaver: app.AccessPerson | null;
  onClose: () => void;
}) {
  const change = useChangeKeys();
  const title = leaver
    ? say('access.leavesNamed', { name: leaver.name })
    : say('access.keysChange');
  if (change.data) return <Report title={title} done={change.data} onClose={onClose} />;
  return (
    <ConfirmDialog
      title={title}
      act={leaver ? say('access.leaveDo') : say('access.keysChange')}
      busy={change.isPending}
      waiting={say('access.changing')}
      refusal={change.error}
      onClose={onClose}
      onConfirm={() =>
        change.mutate(leaver?.id ?? '', { onSuccess: (done) => announce(done.sentence) })
      }
    >
      <p>{leaver ? say('access.leaveHow', { name: leaver.name }) : say('access.keysHow')}</p>
      <ul className="plain-list">
        <li>{say('access.changeKeys')}</li>
        <li>{say('access.changeBackups')}</li>
        <li>{say('access.changeElsewhere')}</li>
        <li>{say('access.changeLong')}</li>
      </ul>
    </ConfirmDialog>
  );
}

function Report({
  title,
  done,
  onClose,
}: {
  title: string;
  done: app.KeysChanged;
  onClose: () => void;
}) {
  return (
    <Dialog title={title} opened onClose={onClose}>
      <Notice kind="ok" title={done.sentence}>
        <p>{say('access.resealed', { count: done.resealed })}</p>
      </Notice>
      <Files heading={say('access.deleted', { count: done.deleted.length })} names={done.deleted} />
      <Files
        heading={say('access.outOfReach', { count: done.outOfReach.length })}
        names={done.outOfReach}
      />
      <div className="actions">
        <Button kind="main" onClick={onClose}>
          {say('shell.close')}
        </Button>
      </div>
    </Dialog>
  );
}

function Files({ heading, names }: { heading: string; names: string[] }) {
  if (names.length === 0) return null;
  return (
    <Notice kind="warn" title={heading}>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </Notice>
  );
}
