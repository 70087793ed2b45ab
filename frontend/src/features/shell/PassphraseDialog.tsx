import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { ErrorSummary } from '../../components/ErrorSummary';
import { Notice } from '../../components/Notice';
import { NewPassphraseField, PassphraseField } from '../../components/PassphraseField';
import { announce } from '../../lib/announce';
import { useSuggest } from '../../lib/gate';
import { say } from '../../lib/words';
import { useChangePassphrase } from './queries';

/** "My passphrase": the one of now, and the new one; then that it is changed. */
export function PassphraseDialog({ onClose }: { onClose: () => void }) {
  const [changed, setChanged] = useState(false);
  return (
    <Dialog title={say('gate.myPassphrase')} opened onClose={onClose}>
      {changed ? (
        <Changed onClose={onClose} />
      ) : (
        <Change onChanged={() => setChanged(true)} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Changed({ onClose }: { onClose: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    announce(say('gate.passphraseChanged'));
    button.current?.focus();
  }, []);
  return (
    <>
      <Notice kind="ok" title={say('gate.passphraseChanged')} />
      <div className="actions">
        <Button ref={button} kind="main" onClick={onClose}>
          {say('gate.done')}
        </Button>
      </div>
    </>
  );
}

function Change({ onChanged, onClose }: { onChanged: () => void; onClose: () => void }) {
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState('');
  const base = useId();
  const idOf = (field: string) => `${base}-${field}`;
  const change = useChangePassphrase();
  const suggest = useSuggest();
  const refusal = change.error;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change.isPending) return;
    change.mutate({ current, fresh }, { onSuccess: onChanged });
  };

  return (
    <form className="spaced" onSubmit={submit} noValidate>
      {refusal && (
        <ErrorSummary
          key={change.submittedAt}
          sentence={refusal.sentence}
          fields={refusal.fields}
          idOf={idOf}
        />
      )}
      <PassphraseField
        first
        id={idOf('current')}
        label={say('gate.current')}
        value={current}
        onChange={setCurrent}
        error={refusal?.at('current')}
      />
      <NewPassphraseField
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
        <Button kind="main" submit busy={change.isPending}>
          {say('gate.changePassphrase')}
        </Button>
        <Button onClick={onClose}>{say('shell.cancel')}</Button>
      </div>
    </form>
  );
}
