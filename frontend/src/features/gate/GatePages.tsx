import { useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { OwnPassphrasePage } from './OwnPassphrasePage';
import { SignInPage } from './SignInPage';

/** The pages of the gate: sign in, and then, with a one-time passphrase, choose one's own. */
export function GatePages({ gate }: { gate: app.Gate }) {
  // Typed a moment ago, it need not be typed again; it goes when the gate opens.
  const [given, setGiven] = useState('');
  return gate.state === 'ownPassphrase' ? (
    <OwnPassphrasePage gate={gate} given={given} />
  ) : (
    <SignInPage gate={gate} onSignIn={setGiven} />
  );
}
