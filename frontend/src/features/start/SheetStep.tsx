import { type FormEvent, useEffect, useId, useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { ErrorSummary } from '../../components/ErrorSummary';
import { FrontPage } from '../../components/FrontPage';
import { Notice, Refused } from '../../components/Notice';
import { SheetGroups } from '../../components/SheetGroups';
import { say } from '../../lib/words';
import { useFinish, useOpenSheet } from './queries';

/** The second step: the recovery sheet is on paper when groups of it are typed back. */
export function SheetStep({ sheet, onAgain }: { sheet: app.SheetAsked; onAgain: () => void }) {
  const [groups, setGroups] = useState<string[]>(sheet.ask.map(() => ''));
  const first = useId();
  const finish = useFinish();
  const open = useOpenSheet();
  const refusal = finish.error;
  useEffect(() => document.getElementById(first)?.focus(), [first]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!finish.isPending) finish.mutate(groups);
  };

  return (
    <FrontPage
      title={say('start.sheet')}
      heading={say('start.sheet')}
      summary={say('start.sheetWhy')}
    >
      <section className="card" aria-label={say('start.sheet')}>
        <Notice kind="ok" title={say('start.sheetMade', { file: sheet.file })}>
          <p>{say('start.sheetPrint')}</p>
          <Button small icon="open" busy={open.isPending} onClick={() => open.mutate(sheet.path)}>
            {say('start.sheetOpen')}
          </Button>
        </Notice>
        {open.error && <Refused sentence={open.error.sentence} />}
        <form onSubmit={submit} noValidate>
          {refusal && (
            <ErrorSummary
              key={finish.submittedAt}
              sentence={refusal.sentence}
              fields={refusal.fields}
              idOf={() => first}
            />
          )}
          <SheetGroups
            id={first}
            label={say('start.typeBack')}
            hint={say('start.typeBackHint')}
            numbers={sheet.ask}
            groups={groups}
            onChange={setGroups}
            error={refusal?.fields[0]?.sentence}
          />
          <div className="actions">
            <Button kind="main" submit busy={finish.isPending}>
              {say('start.finish')}
            </Button>
            <Button kind="quiet" disabled={finish.isPending} onClick={onAgain}>
              {say('start.again')}
            </Button>
          </div>
          <p role="status" className="summary">
            {finish.isPending && say('start.making')}
          </p>
        </form>
      </section>
    </FrontPage>
  );
}
