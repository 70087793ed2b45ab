import { type FormEvent, useId, useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { Choice } from '../../components/Choice';
import { Dialog } from '../../components/Dialog';
import { ErrorSummary } from '../../components/ErrorSummary';
import { TextField } from '../../components/Field';
import { useDraft } from '../../lib/drafts';
import { say } from '../../lib/words';
import { useAddPerson } from './queries';
import { roleOptions } from './roles';

/** Gives somebody access: a name and a role; their one-time passphrase comes next. */
export function AddDialog({
  onAdded,
  onClose,
}: {
  onAdded: (oneTime: app.OneTime) => void;
  onClose: () => void;
}) {
  const [name, setName] = useState('');
  const [role, setRole] = useState('admin');
  const base = useId();
  const idOf = (field: string) => `${base}-${field}`;
  const add = useAddPerson();
  const refusal = add.error;
  const forget = useDraft('addPerson', { name }, (draft) => setName(draft.name));
  const close = () => {
    forget();
    onClose();
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (add.isPending) return;
    add.mutate(
      { name: name.trim(), role },
      {
        onSuccess: (oneTime) => {
          close();
          onAdded(oneTime);
        },
      },
    );
  };

  return (
    <Dialog title={say('access.add')} opened onClose={close}>
      <form className="spaced" onSubmit={submit} noValidate>
        {refusal && (
          <ErrorSummary
            key={add.submittedAt}
            sentence={refusal.sentence}
            fields={refusal.fields}
            idOf={idOf}
          />
        )}
        <TextField
          first
          id={idOf('name')}
          label={say('access.name')}
          hint={say('access.nameHint')}
          value={name}
          onChange={setName}
          error={refusal?.at('name')}
        />
        <Choice
          id={idOf('role')}
          label={say('access.role')}
          value={role}
          onChange={setRole}
          options={roleOptions()}
          error={refusal?.at('role')}
        />
        <div className="actions foot">
          <Button kind="main" submit busy={add.isPending}>
            {say('access.give')}
          </Button>
          <Button onClick={close}>{say('shell.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
