import { useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { FrontPage } from '../../components/FrontPage';
import { Refused } from '../../components/Notice';
import { say } from '../../lib/words';
import { BringBack } from './BringBack';
import { NewCollege } from './NewCollege';
import { useChooseBackup, useSample } from './queries';
import { SheetStep } from './SheetStep';

/** The first run: a new college, a look around the sample, or a college brought back. */
export function StartPage() {
  const [form, setForm] = useState({ college: '', leader: '' });
  const [sheet, setSheet] = useState<app.SheetAsked | null>(null);
  const choosing = useChooseBackup();
  const backup = choosing.data?.path ? choosing.data : null;

  if (backup) return <BringBack backup={backup} onBack={choosing.reset} />;
  if (sheet) return <SheetStep sheet={sheet} onAgain={() => setSheet(null)} />;
  return (
    <FrontPage
      wide
      title={say('start.title')}
      heading={say('start.welcome')}
      summary={say('start.summary')}
    >
      <div className="beside">
        <NewCollege form={form} onChange={setForm} onSheet={setSheet} />
        <div>
          <SampleCard />
          <BackupCard choosing={choosing} />
        </div>
      </div>
    </FrontPage>
  );
}

/** The keyring is lost, so nobody can sign in: a backup brings its own. */
export function LostPage({ sentence, folder }: { sentence: string; folder: string }) {
  const choosing = useChooseBackup();
  const backup = choosing.data?.path ? choosing.data : null;

  if (backup) return <BringBack backup={backup} onBack={choosing.reset} />;
  return (
    <FrontPage title={say('problem.title')} summary={say('problem.folder', { folder })}>
      <Refused sentence={sentence} />
      <BackupCard choosing={choosing} />
    </FrontPage>
  );
}

function BackupCard({ choosing }: { choosing: ReturnType<typeof useChooseBackup> }) {
  return (
    <section className="card" aria-label={say('start.back')}>
      <h2>{say('start.back')}</h2>
      <p className="summary">{say('start.backHow')}</p>
      {choosing.error && <Refused sentence={choosing.error.sentence} />}
      <div className="actions">
        <Button icon="archive" busy={choosing.isPending} onClick={() => choosing.mutate()}>
          {say('start.chooseBackup')}
        </Button>
      </div>
    </section>
  );
}

function SampleCard() {
  const sample = useSample();
  return (
    <section className="card" aria-label={say('start.sample')}>
      <h2>{say('start.sample')}</h2>
      <p className="summary">{say('start.sampleHow')}</p>
      {sample.error && <Refused sentence={sample.error.sentence} />}
      <div className="actions">
        <Button icon="people" busy={sample.isPending} onClick={() => sample.mutate(undefined)}>
          {say('start.sampleMake')}
        </Button>
      </div>
      <p role="status" className="summary">
        {sample.isPending && say('start.making')}
      </p>
    </section>
  );
}
