import type { ReactNode } from 'react';
import type { Refusal } from '../lib/bridge';
import { say } from '../lib/words';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { ErrorSummary } from './ErrorSummary';

/** Says what will happen and the way back, before it does. While it happens the dialog stays. */
export function ConfirmDialog({
  title,
  act,
  busy,
  waiting,
  disabled = false,
  refusal,
  onConfirm,
  onClose,
  children,
}: {
  title: string;
  /** The words of the button that does it. */
  act: string;
  busy: boolean;
  /** What is said while it happens, where that takes a while. */
  waiting?: string;
  disabled?: boolean;
  refusal: Refusal | null;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Dialog title={title} opened onClose={() => !busy && onClose()}>
      {refusal && !busy && (
        <ErrorSummary sentence={refusal.sentence} fields={[]} idOf={(field) => field} />
      )}
      {children}
      <p role="status" className="summary">
        {busy && waiting}
      </p>
      <div className="actions">
        <Button kind="main" busy={busy} disabled={disabled} onClick={onConfirm}>
          {act}
        </Button>
        <Button disabled={busy} onClick={onClose}>
          {say('shell.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
