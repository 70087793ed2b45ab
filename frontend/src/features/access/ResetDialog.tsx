import type { app } from '../../../wailsjs/go/models';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { say } from '../../lib/words';
import { useReset } from './queries';

/** A one-time passphrase for somebody who forgot theirs. */
export function ResetDialog({
  person,
  onReset,
  onClose,
}: {
  person: app.AccessPerson;
  onReset: (oneTime: app.OneTime) => void;
  onClose: () => void;
}) {
  const reset = useReset();
  return (
    <ConfirmDialog
      title={say('access.resetNamed', { name: person.name })}
      act={say('access.resetDo')}
      busy={reset.isPending}
      refusal={reset.error}
      onClose={onClose}
      onConfirm={() =>
        reset.mutate(person.id, {
          onSuccess: (oneTime) => {
            onClose();
            onReset(oneTime);
          },
        })
      }
    >
      <p>{say('access.resetHow', { name: person.name })}</p>
    </ConfirmDialog>
  );
}
