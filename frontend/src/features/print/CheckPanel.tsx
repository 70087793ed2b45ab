import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../components/Button';
import { ErrorSummary } from '../../components/ErrorSummary';
import { TextField } from '../../components/Field';
import { Panel } from '../../components/Page';
import { useRole } from '../../lib/gate';
import { say } from '../../lib/words';
import { CheckAnswer } from './CheckAnswer';
import { useCheck } from './queries';
import { VoidDialog } from './VoidDialog';

/** A certificate somebody shows, put to the test: its code, and the name on it. */
export function CheckPanel() {
  const base = useId();
  const [paper, setPaper] = useState({ code: '', name: '' });
  const [voiding, setVoiding] = useState(false);
  const check = useCheck();
  const mayVoid = useRole() === 'leader';
  const idOf = (field: string) => `${base}-${field}`;
  const asked = check.variables;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!check.isPending) check.mutate({ code: paper.code.trim(), name: paper.name.trim() });
  };
  return (
    <Panel heading={say('print.part.check')}>
      <p className="summary">{say('print.check.summary')}</p>
      <form className="spaced check" onSubmit={submit} noValidate>
        {check.error && (
          <ErrorSummary
            key={check.submittedAt}
            sentence={check.error.sentence}
            fields={check.error.fields}
            idOf={idOf}
          />
        )}
        <TextField
          id={idOf('code')}
          label={say('print.check.code')}
          hint={say('print.check.codeHint')}
          value={paper.code}
          onChange={(code) => setPaper({ ...paper, code })}
          error={check.error?.at('code')}
        />
        <TextField
          id={idOf('name')}
          label={say('print.check.name')}
          hint={say('print.check.nameHint')}
          value={paper.name}
          onChange={(name) => setPaper({ ...paper, name })}
          error={check.error?.at('name')}
        />
        <div className="actions">
          <Button kind="main" icon="done" submit busy={check.isPending}>
            {say('print.check')}
          </Button>
        </div>
      </form>
      <div role="status">
        {check.data && asked && <CheckAnswer answer={check.data} nameGiven={asked.name !== ''} />}
      </div>
      {mayVoid && check.data?.known && !check.data.voidedOn && (
        <div className="actions">
          <Button onClick={() => setVoiding(true)}>{say('print.void')}</Button>
        </div>
      )}
      {voiding && check.data && asked && (
        <VoidDialog
          number={check.data.number}
          onVoided={() => check.mutate(asked)}
          onClose={() => setVoiding(false)}
        />
      )}
    </Panel>
  );
}
