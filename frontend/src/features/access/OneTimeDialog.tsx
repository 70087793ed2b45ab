import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { say } from '../../lib/words';

/** A one-time passphrase, in sight this once, to be handed to its person. */
export function OneTimeDialog({ oneTime, onClose }: { oneTime: app.OneTime; onClose: () => void }) {
  return (
    <Dialog title={say('access.handOver', { name: oneTime.name })} opened onClose={onClose}>
      <p>{say('access.handOverHow', { name: oneTime.name })}</p>
      <p className="secret">{oneTime.passphrase}</p>
      <p className="summary">{say('access.handOverOnce')}</p>
      <div className="actions">
        <Button kind="main" onClick={onClose}>
          {say('access.handedOver')}
        </Button>
      </div>
    </Dialog>
  );
}
