import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { FrontPage } from '../../components/FrontPage';
import { Refused } from '../../components/Notice';
import { PassphraseField } from '../../components/PassphraseField';
import { PersonChoice } from '../../components/PersonChoice';
import { plainMoment } from '../../lib/dates';
import { say, sayAny } from '../../lib/words';
import { useBringBack } from './queries';

/** A college out of a backup: a passphrase of its day opens it. */
export function BringBack({ backup, onBack }: { backup: app.StartBackup; onBack: () => void }) {
  const [userId, setUserId] = useState(backup.people[0]?.id ?? '');
  const [passphrase, setPassphrase] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const bringing = useBringBack();
  const refusal = bringing.error;
  const wrong = refusal?.at('passphrase');
  useEffect(() => field.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (bringing.isPending) return;
    bringing.mutate(
      { path: backup.path, userId, passphrase },
      { onError: () => field.current?.select() },
    );
  };

  return (
    <FrontPage
      title={say('start.back')}
      heading={backup.college}
      summary={say('start.backupOf', { when: plainMoment(backup.made), file: backup.file })}
    >
      <section className="card" aria-label={say('start.back')}>
        <form onSubmit={submit} noValidate>
          {refusal && !wrong && <Refused key={bringing.submittedAt} sentence={refusal.sentence} />}
          <PersonChoice
            label={say('start.backWho')}
            people={backup.people.map((each) => ({
              id: each.id,
              name: each.name,
              fact: sayAny(`access.role.${each.role}`),
            }))}
            value={userId}
            onChange={setUserId}
          />
          <PassphraseField
            ref={field}
            id={id}
            label={say('start.backPassphrase')}
            hint={say('start.backPassphraseHint')}
            value={passphrase}
            onChange={setPassphrase}
            error={wrong}
          />
          <div className="actions">
            <Button kind="main" icon="archive" submit busy={bringing.isPending}>
              {say('start.bringBack')}
            </Button>
            <Button disabled={bringing.isPending} onClick={onBack}>
              {say('shell.cancel')}
            </Button>
          </div>
          <p role="status" className="summary">
            {bringing.isPending && say('start.bringing')}
          </p>
        </form>
      </section>
    </FrontPage>
  );
}
