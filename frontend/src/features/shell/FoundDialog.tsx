import type { college } from '../../../wailsjs/go/models';
import { Dialog } from '../../components/Dialog';
import { say, type WordKey } from '../../lib/words';

const sentences: Record<string, WordKey> = {
  tutor: 'shell.found.tutor',
  course: 'shell.found.course',
};

/** What Daybook knows in short about something found that has no page of its own yet. */
export function FoundDialog({ hit, onClose }: { hit: college.Hit | null; onClose: () => void }) {
  const key = hit && sentences[hit.kind];
  return (
    <Dialog title={hit?.text ?? ''} opened={hit !== null} onClose={onClose}>
      {hit?.fact && <p>{hit.fact}</p>}
      {key && <p className="summary">{say(key)}</p>}
    </Dialog>
  );
}
