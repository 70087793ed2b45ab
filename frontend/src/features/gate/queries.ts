import { ChangePassphrase, Recover, SignIn } from '../../../wailsjs/go/app/Guard';
import { useEnter } from '../../lib/gate';

/** Comes in by name and passphrase. */
export const useSignIn = () =>
  useEnter(({ userId, passphrase }: { userId: string; passphrase: string }) =>
    SignIn(userId, passphrase),
  );

/** Comes in as a leader with the recovery sheet, and a new passphrase from then on. */
export const useRecover = () =>
  useEnter((form: { sheet: string; userId: string; passphrase: string }) =>
    Recover(form.sheet, form.userId, form.passphrase),
  );

/** Puts a passphrase of one's own in the place of the one-time one. */
export const useOwnPassphrase = () =>
  useEnter(({ given, fresh }: { given: string; fresh: string }) => ChangePassphrase(given, fresh));
