import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { app } from '../wailsjs/go/models';
import { LiveRegion } from './components/LiveRegion';
import { Look } from './components/Look';
import { Waiting } from './components/Notice';
import { BrokenPage } from './features/backups/BrokenPage';
import { GatePages } from './features/gate/GatePages';
import { LockedPage } from './features/gate/LockedPage';
import { ProblemPage } from './features/shell/ProblemPage';
import { type Preferences, useAbout, usePreferences, usual } from './features/shell/queries';
import { Shell } from './features/shell/Shell';
import { LostPage, StartPage } from './features/start/StartPage';
import { forget, leaving, useGate, useTouch } from './lib/gate';
import { PrintingProvider } from './lib/papers';

/** What stands in the window: the gate, or behind it the college. */
export function Window() {
  const client = useQueryClient();
  const gate = useGate();
  const state = gate.data?.state;
  const open = state === 'open';
  const preferences = usePreferences(open);
  const look = (open && preferences.data) || usual;
  useTouch(open || state === 'ownPassphrase' || state === 'broken');
  useEffect(() => {
    if (!open) forget(client);
  }, [client, open]);

  return (
    <Look look={look}>
      <LiveRegion />
      {gate.data && <Inside gate={gate.data} look={look} />}
      {!gate.data && gate.error && <ProblemPage sentence={gate.error.sentence} folder="" />}
      {gate.isPending && <Waiting />}
    </Look>
  );
}

function Inside({ gate, look }: { gate: app.Gate; look: Preferences }) {
  switch (gate.state) {
    case 'open':
      return <College look={look} />;
    case 'start':
      return <StartPage />;
    case 'lost':
      return <LostPage sentence={gate.problem} folder={gate.folder} />;
    case 'broken':
      return (
        <PrintingProvider>
          <BrokenPage sentence={gate.problem} />
        </PrintingProvider>
      );
    case 'problem':
      return <ProblemPage sentence={gate.problem} folder={gate.folder} />;
    case leaving:
      return <LockedPage />;
    default:
      return <GatePages gate={gate} />;
  }
}

function College({ look }: { look: Preferences }) {
  const about = useAbout();
  if (about.data) {
    return (
      <PrintingProvider>
        <Shell about={about.data} look={look} />
      </PrintingProvider>
    );
  }
  return about.error ? <ProblemPage sentence={about.error.sentence} folder="" /> : <Waiting />;
}
