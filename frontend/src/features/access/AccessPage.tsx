import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { BackToSettings } from '../../components/BackToSettings';
import { Button } from '../../components/Button';
import { Refused, Waiting } from '../../components/Notice';
import { Page, Panel } from '../../components/Page';
import { plainDate } from '../../lib/dates';
import { say } from '../../lib/words';
import { AddDialog } from './AddDialog';
import { ChangeKeysDialog } from './ChangeKeysDialog';
import { Idle } from './Idle';
import { OneTimeDialog } from './OneTimeDialog';
import { type PersonAct, PersonTable } from './PersonTable';
import { usePeople } from './queries';
import { ResetDialog } from './ResetDialog';
import { RoleDialog } from './RoleDialog';
import { SheetDialog } from './SheetDialog';

/** Who may open what; leaders only. */
export function AccessPage({
  adding,
}: {
  /** Whether the address asks for the form. */ adding: boolean;
}) {
  const access = usePeople();
  if (access.data) return <Loaded view={access.data} adding={adding} />;
  return (
    <Page title={say('shell.settings.access')} before={<BackToSettings />}>
      {access.error ? (
        <Refused sentence={access.error.sentence}>
          <Button onClick={() => access.refetch()}>{say('shell.tryAgain')}</Button>
        </Refused>
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

type Open = { act: PersonAct; person: app.AccessPerson } | { act: 'sheet' | 'keys' } | null;

function Loaded({ view, adding }: { view: app.AccessView; adding: boolean }) {
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open>(null);
  const [handOver, setHandOver] = useState<app.OneTime | null>(null);
  const add = (wanted: boolean) =>
    navigate({ to: '/settings/access', search: wanted ? { open: 'add' } : {}, replace: true });
  const close = () => setOpen(null);
  const here = view.people.filter((each) => !each.left);
  const gone = view.people.filter((each) => each.left);

  return (
    <Page
      title={say('shell.settings.access')}
      before={<BackToSettings />}
      actions={
        <Button kind="main" icon="addPerson" onClick={() => add(true)}>
          {say('access.add')}
        </Button>
      }
    >
      <Panel heading={say('access.people')}>
        <PersonTable people={here} onAct={(act, person) => setOpen({ act, person })} />
        {gone.length > 0 && (
          <>
            <h2>{say('access.gone')}</h2>
            <ul className="people">
              {gone.map((each) => (
                <li key={each.id}>
                  {each.name}
                  <span className="fact">{say('access.left', { date: plainDate(each.left) })}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Panel>
      <div className="pair">
        <Panel heading={say('access.sheet')}>
          <p>{view.hasSheet ? say('access.sheetIs') : say('access.sheetNone')}</p>
          <div className="actions">
            <Button icon="print" onClick={() => setOpen({ act: 'sheet' })}>
              {say('access.sheetNew')}
            </Button>
          </div>
        </Panel>
        <Panel heading={say('access.idle')}>
          <Idle minutes={view.idleMinutes} />
        </Panel>
        <Panel heading={say('access.keys')}>
          <p>{say('access.keysWhy')}</p>
          <div className="actions">
            <Button icon="key" onClick={() => setOpen({ act: 'keys' })}>
              {say('access.keysChange')}
            </Button>
          </div>
        </Panel>
      </div>
      {adding && <AddDialog onAdded={setHandOver} onClose={() => add(false)} />}
      {open?.act === 'reset' && (
        <ResetDialog person={open.person} onReset={setHandOver} onClose={close} />
      )}
      {open?.act === 'role' && <RoleDialog person={open.person} onClose={close} />}
      {open?.act === 'leave' && <ChangeKeysDialog leaver={open.person} onClose={close} />}
      {open?.act === 'keys' && <ChangeKeysDialog leaver={null} onClose={close} />}
      {open?.act === 'sheet' && <SheetDialog onClose={close} />}
      {handOver && <OneTimeDialog oneTime={handOver} onClose={() => setHandOver(null)} />}
    </Page>
  );
}
