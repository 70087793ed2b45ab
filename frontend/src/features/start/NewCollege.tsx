import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { ErrorSummary } from '../../components/ErrorSummary';
import { TextField } from '../../components/Field';
import { NewPassphraseField } from '../../components/PassphraseField';
import { useSuggest } from '../../lib/gate';
import { say } from '../../lib/words';
import { useBegin } from './queries';

type Names = { college: string; leader: string };

/** The first step: the college's name, who leads, and their passphrase. */
export function NewCollege({
  form,
  onChange,
  onSheet,
}: {
  /** Kept while the next step is shown; the passphrase is not. */
  form: Names;
  onChange: (form: Names) => void;
  onSheet: (sheet: app.SheetAsked) => void;
}) {
  const [passphrase, setPassphrase] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const base = useId();
  const idOf = (name: string) => `${base}-${name}`;
  const begin = useBegin();
  const suggest = useSuggest();
  const refusal = begin.error;
  useEffect(() => field.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (begin.isPending) return;
    begin.mutate({ ...form, passphrase }, { onSuccess: onSheet });
  };

  return (
    <section className="card" aria-label={say('start.new')}>
      <h2>{say('start.new')}</h2>
      <form onSubmit={submit} noValidate>
        {refusal && (
          <ErrorSummary
            key={begin.submittedAt}
            sentence={refusal.sentence}
            fields={refusal.fields}
            idOf={idOf}
          />
        )}
        <TextField
          ref={field}
          id={idOf('college')}
          label={say('start.college')}
          hint={say('start.collegeHint')}
          value={form.college}
          onChange={(college) => onChange({ ...form, college })}
          error={refusal?.at('college')}
        />
        <TextField
          id={idOf('leader')}
          label={say('start.leader')}
          hint={say('start.leaderHint')}
          value={form.leader}
          onChange={(leader) => onChange({ ...form, leader })}
          error={refusal?.at('leader')}
        />
        <NewPassphraseField
          offered
          id={idOf('passphrase')}
          label={say('start.passphrase')}
          hint={say('gate.newPassphraseHint')}
          value={passphrase}
          onChange={setPassphrase}
          error={refusal?.at('passphrase')}
          suggesting={suggest.isPending}
          onSuggest={(take) => suggest.mutate(undefined, { onSuccess: take })}
        />
        <div className="actions">
          <Button kind="main" icon="print" submit busy={begin.isPending}>
            {say('start.print')}
          </Button>
        </div>
        <p className="summary">{say('start.printHow')}</p>
      </form>
    </section>
  );
}
