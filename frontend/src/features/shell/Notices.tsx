import { useNavigate } from '@tanstack/react-router';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { moment } from '../../lib/dates';
import { useDrafts, useThrowAway } from '../../lib/drafts';
import { useDismissNotice, useGate } from '../../lib/gate';
import { say, type WordKey } from '../../lib/words';

/** What whoever signed in should know, and what they were writing when the window was locked. */
export function Notices() {
  const gate = useGate();
  const dismiss = useDismissNotice();
  const drafts = useDrafts();
  return (
    <>
      {gate.data?.notices.map((sentence) => (
        <Notice key={sentence} kind="warn" title={sentence} onDismiss={() => dismiss(sentence)} />
      ))}
      {drafts.data?.map((draft) => (
        <DraftNotice key={draft.place} draft={draft} />
      ))}
    </>
  );
}

function DraftNotice({ draft }: { draft: app.Draft }) {
  const navigate = useNavigate();
  const throwAway = useThrowAway();
  const [form = '', id = '', part = ''] = draft.place.split(':');
  const ways: Record<string, { were: WordKey; go: () => void }> = {
    walkIn: {
      were: 'drafts.walkIn',
      go: () => navigate({ to: '/sessions/$id', params: { id }, search: { open: 'walkIn' } }),
    },
    fact: {
      were: 'drafts.fact',
      go: () => navigate({ to: '/venues/$id', params: { id }, search: { fact: part } }),
    },
    print: {
      were: 'drafts.print',
      go: () => navigate({ to: '/print', search: { kind: id } }),
    },
    addPerson: {
      were: 'drafts.addPerson',
      go: () => navigate({ to: '/settings/access', search: { open: 'add' } }),
    },
  };
  const way = ways[form];
  const title = say(way?.were ?? 'drafts.something', { when: moment(draft.at) });
  return (
    <Notice kind="info" title={title}>
      <div className="actions">
        {way && (
          <Button kind="main" small onClick={way.go}>
            {say('drafts.carryOn')}
          </Button>
        )}
        <Button small onClick={() => throwAway(draft.place)}>
          {say('drafts.throwAway')}
        </Button>
      </div>
    </Notice>
  );
}
