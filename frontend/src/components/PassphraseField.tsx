import { TextInput } from '@mantine/core';
import { type KeyboardEvent, type Ref, useEffect, useEffectEvent, useState } from 'react';
import { say } from '../lib/words';
import { Button } from './Button';

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  error?: string;
  id?: string;
  ref?: Ref<HTMLInputElement>;
  /** The first field of a dialog takes the focus when it opens. */
  first?: boolean;
};

/** A passphrase: hidden until it is asked to be shown, with a word about Caps Lock. */
export function PassphraseField(props: Props) {
  const [shown, setShown] = useState(false);
  return <Line {...props} shown={shown} onShow={setShown} />;
}

/** A passphrase that is being chosen: four words can be suggested, which are then in sight to be written down. */
export function NewPassphraseField({
  onSuggest,
  suggesting,
  offered = false,
  ...props
}: Props & {
  /** Gives a passphrase through `take`. */
  onSuggest: (take: (passphrase: string) => void) => void;
  suggesting: boolean;
  /** One is suggested at once, without being asked for. */
  offered?: boolean;
}) {
  const [shown, setShown] = useState(false);
  const suggest = () =>
    onSuggest((passphrase) => {
      props.onChange(passphrase);
      setShown(true);
    });
  const offer = useEffectEvent(() => {
    if (offered) suggest();
  });
  useEffect(() => {
    offer();
  }, []);
  return (
    <div className="new-passphrase">
      <Line {...props} shown={shown} onShow={setShown} />
      <Button small icon="key" busy={suggesting} onClick={suggest}>
        {props.value && shown ? say('gate.suggestOther') : say('gate.suggest')}
      </Button>
    </div>
  );
}

function Line({
  label,
  value,
  onChange,
  hint,
  error,
  id,
  ref,
  first = false,
  shown,
  onShow,
}: Props & { shown: boolean; onShow: (shown: boolean) => void }) {
  const [capsLock, setCapsLock] = useState(false);
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <div className="field passphrase">
      <TextInput
        ref={ref}
        id={id}
        label={label}
        description={hint}
        error={error}
        value={value}
        type={shown ? 'text' : 'password'}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        data-autofocus={first || undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={look}
        onKeyUp={look}
        onBlur={() => setCapsLock(false)}
        rightSectionWidth="4.5rem"
        rightSection={
          <button
            type="button"
            className="show"
            aria-label={say(shown ? 'gate.hideNamed' : 'gate.showNamed', { label })}
            onClick={() => onShow(!shown)}
          >
            {say(shown ? 'gate.hide' : 'gate.show')}
          </button>
        }
      />
      <p className="caps" role="status">
        {capsLock && say('gate.capsLock')}
      </p>
    </div>
  );
}
