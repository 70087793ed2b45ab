import { Choice, Tick } from '../../components/Choice';
import { Dialog } from '../../components/Dialog';
import { ErrorSummary } from '../../components/ErrorSummary';
import { say } from '../../lib/words';
import { type Preferences, useSavePreferences } from './queries';

/** "How Daybook looks", from anywhere. */
export function LookDialog({
  chosen,
  opened,
  onClose,
}: {
  chosen: Preferences;
  opened: boolean;
  onClose: () => void;
}) {
  return (
    <Dialog title={say('look.title')} opened={opened} onClose={onClose}>
      <LookChoices chosen={chosen} />
    </Dialog>
  );
}

/** Each choice holds at once and is kept for this person. */
export function LookChoices({ chosen }: { chosen: Preferences }) {
  const save = useSavePreferences();
  const choose = (change: Partial<Preferences>) => save.mutate({ ...chosen, ...change });
  return (
    <>
      {save.error && (
        <ErrorSummary sentence={save.error.sentence} fields={[]} idOf={(field) => field} />
      )}
      <Choice
        first
        label={say('look.textSize')}
        value={chosen.textSize}
        onChange={(textSize) => choose({ textSize })}
        options={[
          { value: 'normal', label: say('look.textSize.normal') },
          { value: 'large', label: say('look.textSize.large') },
          { value: 'veryLarge', label: say('look.textSize.veryLarge') },
        ]}
      />
      <Choice
        label={say('look.font')}
        value={chosen.font}
        onChange={(font) => choose({ font })}
        options={[
          { value: 'atkinson', label: say('look.font.atkinson') },
          { value: 'system', label: say('look.font.system') },
        ]}
      />
      <Choice
        label={say('look.colours')}
        value={chosen.colours}
        onChange={(colours) => choose({ colours })}
        options={[
          { value: 'light', label: say('look.colours.light') },
          { value: 'dark', label: say('look.colours.dark') },
          { value: 'auto', label: say('look.colours.auto') },
          { value: 'high', label: say('look.colours.high') },
        ]}
      />
      <Tick
        label={say('look.singleKeys')}
        hint={say('look.singleKeysHint')}
        checked={chosen.singleKeys}
        onChange={(singleKeys) => choose({ singleKeys })}
      />
    </>
  );
}
