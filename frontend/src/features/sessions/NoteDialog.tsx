import { useState } from 'react';
import type { college } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { TextField } from '../../components/Field';
import { say } from '../../lib/words';
import { calledName } from './marks';

/** A few words beside a mark, such as why someone sent apologies. */
export function NoteDialog({
  row,
  onSave,
  onClose,
}: {
  row: college.RegisterRow;
  onSave: (reason: string) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState(row.reason);
  return (
    <Dialog title={say('session.noteNamed', { name: calledName(row) })} opened onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSave(reason.trim());
        }}
      >
        <TextField
          first
          label={say('session.note')}
          hint={say('session.noteHint')}
          value={reason}
          onChange={setReason}
        />
        <div className="actions">
          <Button kind="main" submit>
            {say('session.noteSave')}
          </Button>
          <Button onClick={onClose}>{say('shell.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
