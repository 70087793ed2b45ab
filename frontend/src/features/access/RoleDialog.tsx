import { type FormEvent, useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { Choice } from '../../components/Choice';
import { Dialog } from '../../components/Dialog';
import { ErrorSummary } from '../../components/ErrorSummary';
import { announce } from '../../lib/announce';
import { say, sayAny } from '../../lib/words';
import { useSetRole } from './queries';
import { roleOptions } from './roles';

/** Another role for somebody. */
export function RoleDialog({ person, onClose }: { person: app.AccessPerson; onClose: () => void }) {
  const [role, setRole] = useState(person.role);
  const save = useSetRole();
  const refusal = save.error;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    save.mutate(
      { userId: person.id, role },
      {
        onSuccess: () => {
          announce(
            say('access.roleIs', { name: person.name, role: sayAny(`access.role.${role}`) }),
          );
          onClose();
        },
      },
    );
  };

  return (
    <Dialog title={say('access.changeRoleNamed', { name: person.name })} opened onClose={onClose}>
      <form className="spaced" onSubmit={submit} noValidate>
        {refusal && (
          <ErrorSummary
            key={save.submittedAt}
            sentence={refusal.sentence}
            fields={[]}
            idOf={(field) => field}
          />
        )}
        <Choice
          first
          label={say('access.role')}
          value={role}
          onChange={setRole}
          options={roleOptions()}
          error={refusal?.at('role')}
        />
        <div className="actions">
          <Button kind="main" submit busy={save.isPending}>
            {say('access.roleSave')}
          </Button>
          <Button onClick={onClose}>{say('shell.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
