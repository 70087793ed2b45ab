import { FrontPage } from '../../components/FrontPage';
import { say } from '../../lib/words';

/** The window while it locks: nothing of the college is in sight any more. */
export function LockedPage() {
  return (
    <FrontPage
      title={say('gate.isLocked')}
      summary={<span role="status">{say('gate.lockedHow')}</span>}
    />
  );
}
