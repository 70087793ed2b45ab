import { useMutation } from '@tanstack/react-query';
import {
  Begin,
  ChooseBackup,
  Finish,
  OpenSheet,
  Restore,
  Sample,
} from '../../../wailsjs/go/app/Start';
import type { app } from '../../../wailsjs/go/models';
import { ask, longLimit, noLimit } from '../../lib/bridge';
import { useEnter } from '../../lib/gate';

/** Prints the recovery sheet of a college that is to be. */
export const useBegin = () =>
  useMutation({
    mutationFn: (form: app.StartForm) => ask(() => Begin(form), longLimit),
    gcTime: 0,
    meta: { changesNothing: true },
  });

/** Makes the college, once the groups of its sheet are typed back. */
export const useFinish = () => useEnter((groups: string[]) => Finish(groups));

/** Makes the sample college. */
export const useSample = () => useEnter(() => Sample());

/** Asks for a backup file; nothing comes back when the person thinks better of it. */
export const useChooseBackup = () =>
  useMutation({ mutationFn: () => ask(ChooseBackup, noLimit), meta: { changesNothing: true } });

/** Brings a college back from a backup. */
export const useBringBack = () =>
  useEnter((form: { path: string; userId: string; passphrase: string }) =>
    Restore(form.path, form.userId, form.passphrase),
  );

/** Opens the printed sheet. */
export const useOpenSheet = () =>
  useMutation({
    mutationFn: (path: string) => ask(() => OpenSheet(path)),
    meta: { changesNothing: true },
  });
