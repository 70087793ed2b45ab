import { type FormEvent, useEffect, useId, useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { ErrorSummary } from '../../components/ErrorSummary';
import { NewPassphraseField } from '../../components/PassphraseField';
import { PersonChoice } from '../../components/PersonChoice';
import { SheetGroups } from '../../components/SheetGroups';
import { useSuggest } from '../../lib/gate';
import { sheetGroups } from '../../lib/sheet';
import { say } from '../../lib/words';
import { useRecover } from './queries';

const numbers = Array.from({ length: sheetGroups }, (_, at) => at + 1);

/** A forgotten passphrase: a leader can give a new one, and a leader can come in with the recovery sheet. */
export function RecoverDialog({ gate, onClose }: { gate: app.Gate; onClose: () => void }) {
  const [withSheet, setWithSheet] = useState(false);
  return (
    <Dialog title={say('gate.forgot')} opened wide={withSheet} onClose={onClose}>
      {withSheet ? (
        <WithSheet gate={gate} onClose={onClose} />
      ) : (
        <>
          <p>{say('gate.askLeader')}</p>
          <p>{gate.hasSheet ? say('gate.haveSheet') : say('gate.noSheet')}</p>
          <div className="actions">
            {gate.hasSheet && (
              <Button kind="main" icon="key" onClick={() => setWithSheet(true)}>
                {say('gate.useSheet')}
              </Button>
            )}
            <Button onClick={onClose}>{say('shell.close')}</Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function WithSheet({ gate, onClose }: { gate: app.Gate; onClose: () => void }) {
  const leaders = gate.people.filter((each) => each.role === 'leader');
  const [groups, setGroups] = useState<string[]>(numbers.map(() => ''));
  const [userId, setUserId] = useState(leaders[0]?.id ?? '');
  const [passphrase, setPassphrase] = useState('');
  const base = useId();
  const idOf = (field: string) => `${base}-${field}`;
  const recover = useRecover();
  const suggest = useSuggest();
  const refusal = recover.error;
  const first = idOf('sheet');
  useEffect(() => document.getElementById(first)?.focus(), [first]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!recover.isPending) recover.mutate({ sheet: groups.join(' '), userId, passphrase });
  };

  return (
    <form className="spaced" onSubmit={submit} noValidate>
      {refusal && (
        <ErrorSummary
          key={recover.submittedAt}
          sentence={refusal.sentence}
          fields={refusal.fields}
          idOf={idOf}
        />
      )}
      <SheetGroups
        id={first}
        label={say('gate.sheet')}
        hint={say('gate.sheetHint')}
        numbers={numbers}
        groups={groups}
        onChange={setGroups}
        error={refusal?.at('sheet')}
      />
      <PersonChoice
        label={say('gate.whichLeader')}
        people={leaders.map((each) => ({ id: each.id, name: each.name, fact: '' }))}
        value={userId}
        onChange={setUserId}
      />
      <NewPassphraseField
        id={idOf('passphrase')}
        label={say('gate.newPassphrase')}
        hint={say('gate.newPassphraseHint')}
        value={passphrase}
        onChange={setPassphrase}
        error={refusal?.at('passphrase')}
        suggesting={suggest.isPending}
        onSuggest={(take) => suggest.mutate(undefined, { onSuccess: take })}
      />
      <div className="actions">
        <Button kind="main" submit busy={recover.isPending}>
          {say('gate.recover')}
        </Button>
        <Button onClick={onClose}>{say('shell.cancel')}</Button>
      </div>
    </form>
  );
}
