import { type FormEvent, useId, useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { Dialog } from '../../components/Dialog';
import { ErrorSummary } from '../../components/ErrorSummary';
import { Refused } from '../../components/Notice';
import { SheetGroups } from '../../components/SheetGroups';
import { announce } from '../../lib/announce';
import { say } from '../../lib/words';
import { useConfirmSheet, useNewSheet, useOpenSheet } from './queries';

/** A new recovery sheet: printed, then groups of it typed back; until then the old one holds. */
export function SheetDialog({ onClose }: { onClose: () => void }) {
  const making = useNewSheet();
  if (making.data) return <TypeBack sheet={making.data} onClose={onClose} />;
  return (
    <ConfirmDialog
      title={say('access.sheetNew')}
      act={say('access.sheetPrint')}
      busy={making.isPending}
      refusal={making.error}
      onClose={onClose}
      onConfirm={() => making.mutate()}
    >
      <p>{say('access.sheetHow')}</p>
    </ConfirmDialog>
  );
}

function TypeBack({ sheet, onClose }: { sheet: app.SheetAsked; onClose: () => void }) {
  const [groups, setGroups] = useState<string[]>(sheet.ask.map(() => ''));
  const first = useId();
  const confirm = useConfirmSheet();
  const open = useOpenSheet();
  const refusal = confirm.error;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (confirm.isPending) return;
    confirm.mutate(groups, {
      onSuccess: () => {
        announce(say('access.sheetDone'));
        onClose();
      },
    });
  };

  return (
    <Dialog title={say('access.sheetNew')} opened onClose={onClose}>
      <p>{say('start.sheetMade', { file: sheet.file })}</p>
      <div className="actions">
        <Button icon="open" busy={open.isPending} onClick={() => open.mutate(sheet.path)}>
          {say('start.sheetOpen')}
        </Button>
      </div>
      {open.error && <Refused sentence={open.error.sentence} />}
      <form className="spaced" onSubmit={submit} noValidate>
        {refusal && (
          <ErrorSummary
            key={confirm.submittedAt}
            sentence={refusal.sentence}
            fields={refusal.fields}
            idOf={() => first}
          />
        )}
        <SheetGroups
          first
          id={first}
          label={say('start.typeBack')}
          hint={say('start.typeBackHint')}
          numbers={sheet.ask}
          groups={groups}
          onChange={setGroups}
          error={refusal?.fields[0]?.sentence}
        />
        <div className="actions">
          <Button kind="main" submit busy={confirm.isPending}>
            {say('access.sheetConfirm')}
          </Button>
          <Button onClick={onClose}>{say('access.sheetKeepOld')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
