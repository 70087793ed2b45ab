import { useSyncExternalStore } from 'react';
import { announcements } from '../lib/announce';

/** The two regions a screen reader listens to; one for the whole page. */
export function LiveRegion() {
  const said = useSyncExternalStore(announcements.subscribe, announcements.current);
  return (
    <>
      <div className="unseen" role="status" aria-live="polite">
        {said.polite}
      </div>
      <div className="unseen" role="alert" aria-live="assertive">
        {said.assertive}
      </div>
    </>
  );
}
