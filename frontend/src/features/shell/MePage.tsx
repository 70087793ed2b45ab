import { useState } from 'react';
import { BackToSettings } from '../../components/BackToSettings';
import { Button } from '../../components/Button';
import { Page, Panel } from '../../components/Page';
import { useGate } from '../../lib/gate';
import { say, sayAny } from '../../lib/words';
import { LookChoices } from './LookDialog';
import { PassphraseDialog } from './PassphraseDialog';
import { usePreferences, usual } from './queries';

/** What is a person's own: how Daybook looks, and their passphrase. */
export function MePage() {
  const [changing, setChanging] = useState(false);
  const user = useGate().data?.user;
  const look = usePreferences().data ?? usual;
  return (
    <Page
      title={say('shell.settings.me')}
      before={<BackToSettings />}
      summary={user && `${user.name} · ${sayAny(`access.role.${user.role}`)}`}
    >
      <Panel heading={say('gate.myPassphrase')}>
        <p>{say('gate.myPassphraseHow')}</p>
        <div className="actions">
          <Button icon="key" onClick={() => setChanging(true)}>
            {say('gate.changePassphrase')}
          </Button>
        </div>
      </Panel>
      <Panel heading={say('look.title')}>
        <LookChoices chosen={look} />
      </Panel>
      {changing && <PassphraseDialog onClose={() => setChanging(false)} />}
    </Page>
  );
}
