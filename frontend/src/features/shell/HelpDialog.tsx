import { Dialog } from '../../components/Dialog';
import { say, type WordKey } from '../../lib/words';

const keys: [WordKey, WordKey][] = [
  ['help.key.search', 'help.search'],
  ['help.key.print', 'help.print'],
  ['help.key.lock', 'help.lock'],
  ['help.key.help', 'help.help'],
  ['help.key.rows', 'help.rows'],
  ['help.key.letters', 'help.letters'],
  ['help.key.clear', 'help.clear'],
  ['help.key.number', 'help.number'],
  ['help.key.note', 'help.note'],
  ['help.key.undo', 'help.undo'],
];

/** The keys that save time. Everything can be done without them. */
export function HelpDialog({
  version,
  opened,
  onClose,
}: {
  version: string;
  opened: boolean;
  onClose: () => void;
}) {
  return (
    <Dialog title={say('help.title')} opened={opened} onClose={onClose}>
      <p>{say('help.intro')}</p>
      <dl className="keys">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd className="key">{say(key)}</kbd>
            </dt>
            <dd>{say(meaning)}</dd>
          </div>
        ))}
      </dl>
      <p className="summary">{say('help.version', { version })}</p>
    </Dialog>
  );
}
