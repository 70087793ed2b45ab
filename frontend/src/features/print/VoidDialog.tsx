import { useId, useState } from 'react';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { LongField } from '../../components/Field';
import { say } from '../../lib/words';
import { useVoid } from './queries';

/** Makes a certificate void: it stays on record, with the reason, and says so ever after. */
export function VoidDialog({
  number,
  onVoided,
  onClose,
}: {
  number: string;
  onVoided: () => void;
  onClose: () => void;
}) {
  const id = useId();
  const [reason, setReason] = useState('');
  const making = useVoid();
  return (
    <ConfirmDialog
      title={say('print.voidNamed', { number })}
      act={say('print.voidAct')}
      busy={making.isPending}
      refusal={making.error}
      onClose={onClose}
      onConfirm={() =>
        making.mutate(
          { number, reason: reason.trim() },
          {
            onSuccess: () => {
              onVoided();
              onClose();
            },
          },
        )
      }
    >
      <p>{say('print.voidSure')}</p>
      <LongField
        id={id}
        label={say('print.voidReason')}
        value={reason}
        onChange={setReason}
        error={making.error?.at('reason')}
      />
    </ConfirmDialog>
  );
}
