import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { FrontPage } from '../../components/FrontPage';
import { Notice, Refused } from '../../components/Notice';
import { PassphraseField } from '../../components/PassphraseField';
import { PersonChoice } from '../../components/PersonChoice';
import { say, sayAny } from '../../lib/words';
import { Published } from './Published';
import { useSignIn } from './queries';
import { RecoverDialog } from './RecoverDialog';

/** Who it is and their passphrase: the first thing people see of Daybook. */
export function SignInPage({
  gate,
  onSignIn,
}: {
  gate: app.Gate;
  /** Hears of the passphrase that is being tried. */
  onSignIn: (passphrase: string) => void;
}) {
  const known = gate.people.some((each) => each.id === gate.user.id);
  const [userId, setUserId] = useState(known ? gate.user.id : (gate.people[0]?.id ?? ''));
  const [passphrase, setPassphrase] = useState('');
  const [forgot, setForgot] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const signIn = useSignIn();
  const refusal = signIn.error;
  const wrong = refusal?.at('passphrase');

  const typeAgain = () => {
    field.current?.focus();
    field.current?.select();
  };
  useEffect(() => field.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (signIn.isPending) return;
    onSignIn(passphrase);
    signIn.mutate({ userId, passphrase }, { onError: typeAgain });
  };
  const take = (published: app.GatePassphrase) => {
    const person = gate.people.find((each) => each.name === published.name);
    if (person) setUserId(person.id);
    setPassphrase(published.passphrase);
    field.current?.focus();
  };

  return (
    <FrontPage title={say('gate.signIn')} heading={gate.college} summary={say('gate.welcome')}>
      {gate.why && <Notice kind="info" title={gate.why} />}
      <section className="card" aria-label={say('gate.signIn')}>
        <form onSubmit={submit} noValidate>
          {refusal && !wrong && <Refused key={signIn.submittedAt} sentence={refusal.sentence} />}
          <PersonChoice
            label={say('gate.who')}
            people={gate.people.map((each) => ({
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
            label={say('gate.passphrase')}
            value={passphrase}
            onChange={setPassphrase}
            error={wrong}
          />
          <div className="actions">
            <Button kind="main" icon="lock" submit busy={signIn.isPending}>
              {say('gate.signIn')}
            </Button>
            <Button kind="quiet" onClick={() => setForgot(true)}>
              {say('gate.forgot')}
            </Button>
          </div>
        </form>
      </section>
      {gate.published.length > 0 && <Published passphrases={gate.published} onUse={take} />}
      {forgot && <RecoverDialog gate={gate} onClose={() => setForgot(false)} />}
    </FrontPage>
  );
}
