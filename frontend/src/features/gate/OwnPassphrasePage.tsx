import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { ErrorSummary } from '../../components/ErrorSummary';
import { FrontPage } from '../../components/FrontPage';
import { NewPassphraseField, PassphraseField } from '../../components/PassphraseField';
import { useLock, useSuggest } from '../../lib/gate';
import { say } from '../../lib/words';
import { useOwnPassphrase } from './queries';

/** Signed in with a one-time passphrase: nothing else opens before there is one of their own. */
export function OwnPassphrasePage({
  gate,
  given,
}: {
  gate: app.Gate;
  /** The one-time passphrase, when it was typed in this window; "" asks for it. */
  given: string;
}) {
  const [typed, setTyped] = useState('');
  const [fresh, setFresh] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const base = useId();
  const idOf = (name: string) => `${base}-${name}`;
  const own = useOwnPassphrase();
  const suggest = useSuggest();
  const lock = useLock();
  const refusal = own.error;
  useEffect(() => field.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!own.isPending) own.mutate({ given: given || typed, fresh });
  };

  return (
    <FrontPage
      title={say('gate.own')}
      heading={say('gate.ownFor', { name: gate.user.name })}
      summary={say('gate.ownWhy')}
    >
      <section className="card" aria-label={say('gate.own')}>
        <form onSubmit={submit} noValidate>
          {refusal && (
            <ErrorSummary
              key={own.submittedAt}
              sentence={refusal.sentence}
              fields={refusal.fields}
              idOf={idOf}
            />
          )}
          {!given && (
            <PassphraseField
              ref={field}
              id={idOf('current')}
              label={say('gate.given')}
              value={typed}
              onChange={setTyped}
              error={refusal?.at('current')}
            />
          )}
          <NewPassphraseField
            ref={given ? field : undefined}
            id={idOf('passphrase')}
            label={say('gate.newPassphrase')}
            hint={say('gate.newPassphraseHint')}
            value={fresh}
            onChange={setFresh}
            error={refusal?.at('passphrase')}
            suggesting={suggest.isPending}
            onSuggest={(take) => suggest.mutate(undefined, { onSuccess: take })}
          />
          <div className="actions">
            <Button kind="main" submit busy={own.isPending}>
              {say('gate.ownKeep')}
            </Button>
            <Button kind="quiet" icon="lock" onClick={lock}>
              {say('gate.lock')}
            </Button>
          </div>
        </form>
      </section>
    </FrontPage>
  );
}
