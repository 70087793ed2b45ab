import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { ErrorSummary } from '../../components/ErrorSummary';
import { TextField } from '../../components/Field';
import { announce } from '../../lib/announce';
import { useDraft } from '../../lib/drafts';
import { say } from '../../lib/words';
import { useAddWalkIn } from './queries';

/** Someone came without a booking: a name is enough; the rest is filled in later. */
export function WalkInDialog({
  sessionId,
  onAdded,
  onClose,
}: {
  sessionId: string;
  onAdded: () => void;
  onClose: () => void;
}) {
  const field = useId();
  const [name, setName] = useState('');
  const add = useAddWalkIn(sessionId);
  const refusal = add.error;
  const forget = useDraft(`walkIn:${sessionId}`, { name }, (draft) => setName(draft.name));
  const close = () => {
    forget();
    onClose();
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (add.isPending) return;
    add.mutate(name.trim(), {
      onSuccess: () => {
        announce(say('session.walkInAdded', { name: name.trim() }));
        onAdded();
        close();
      },
    });
  };

  return (
    <Dialog title={say('session.addWalkIn')} opened onClose={close}>
      <form onSubmit={submit} noValidate>
        {refusal && (
          <ErrorSummary
            key={add.submittedAt}
            sentence={refusal.sentence}
            fields={refusal.fields}
            idOf={() => field}
          />
        )}
        <TextField
          first
          id={field}
          label={say('session.walkInName')}
          hint={say('session.walkInHint')}
          value={name}
          onChange={setName}
          error={refusal?.fields[0]?.sentence}
        />
        <div className="actions">
          <Button kind="main" submit busy={add.isPending}>
            {say('session.walkInAdd')}
          </Button>
          <Button onClick={close}>{say('shell.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
