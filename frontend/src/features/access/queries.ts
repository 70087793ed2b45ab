import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  Add,
  ConfirmSheet,
  Leave,
  NewSheet,
  People,
  Reset,
  Rotate,
  SetIdle,
  SetRole,
} from '../../../wailsjs/go/app/Access';
import { Open } from '../../../wailsjs/go/app/Papers';
import type { app } from '../../../wailsjs/go/models';
import { ask, longLimit } from '../../lib/bridge';

const key = ['access'];

/** Who may sign in, and how it is kept safe. */
export const usePeople = () => useQuery({ queryKey: key, queryFn: () => ask(People) });

// Each act answers with the page as it is afterwards. A one-time passphrase
// may be among the answer, so that nothing of it is kept.
function useAct<Values, Answer>(
  act: (values: Values) => Promise<Answer>,
  viewOf: (answer: Answer) => app.AccessView,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (values: Values) => ask(() => act(values), longLimit),
    onSuccess: (answer) => {
      client.setQueryData(key, viewOf(answer));
    },
    gcTime: 0,
  });
}
const withView = (answer: { view: app.AccessView }) => answer.view;
const itself = (view: app.AccessView) => view;

export const useAddPerson = () =>
  useAct(({ name, role }: { name: string; role: string }) => Add(name, role), withView);
export const useReset = () => useAct((userId: string) => Reset(userId), withView);
export const useSetRole = () =>
  useAct(({ userId, role }: { userId: string; role: string }) => SetRole(userId, role), itself);
export const useSetIdle = () => useAct((minutes: number) => SetIdle(minutes), itself);
export const useConfirmSheet = () => useAct((groups: string[]) => ConfirmSheet(groups), itself);

/** Changes the keys: those somebody held who leaves, or, for "", all of them. */
export const useChangeKeys = () =>
  useAct((leaver: string) => (leaver ? Leave(leaver) : Rotate()), withView);

/** Prints a new recovery sheet; the old one holds until the new one is confirmed. */
export const useNewSheet = () =>
  useMutation({ mutationFn: () => ask(NewSheet, longLimit), meta: { changesNothing: true } });

/** Opens the printed sheet. */
export const useOpenSheet = () =>
  useMutation({
    mutationFn: (path: string) => ask(() => Open(path)),
    meta: { changesNothing: true },
  });
