import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  Check,
  ChooseSecond,
  CopySecond,
  Drill,
  Look,
  Make,
  Restore,
  View,
} from '../../../wailsjs/go/app/Backups';
import { announce } from '../../lib/announce';
import { ask, longLimit, noLimit } from '../../lib/bridge';

const key = ['backups'];

/** The backups there are. */
export const useBackups = () =>
  useQuery({
    queryKey: key,
    queryFn: () => ask(View, longLimit),
    staleTime: 0, // they are made by themselves, too
    meta: { standsStill: true },
  });

const acts = {
  make: () => ask(Make, longLimit),
  check: (name: string) => ask(() => Check(name), longLimit),
  chooseSecond: () => ask(ChooseSecond, noLimit),
  copySecond: () => ask(CopySecond, longLimit),
};

/** Something to do with backups, by its name; `of` is the backup it is about, or "". */
export type BackupAct = { act: keyof typeof acts; of: string };

/** Does it; the answer is the list as it is then, and what was done in a sentence. */
export function useBackupAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, of }: BackupAct) => acts[act](of),
    onSuccess: (view) => {
      client.setQueryData(key, view);
      announce(view.sentence);
    },
    onError: (error) => announce(error.sentence, 'assertive'),
    meta: { changesNothing: true }, // the records are as they were
  });
}

/** What a backup would bring back, beside what is there today. */
export const useLook = (name: string) =>
  useQuery({
    queryKey: [...key, 'look', name],
    queryFn: () => ask(() => Look(name), longLimit),
    gcTime: 0,
    meta: { standsStill: true }, // a backup never changes, and reading it takes a while
  });

/** Brings a backup's records back. */
export function useRestore() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => ask(() => Restore(name), longLimit),
    onSuccess: () => client.invalidateQueries({ queryKey: key, exact: true }),
  });
}

/** Tries a restore where nothing is at stake. */
export function useDrill() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => ask(() => Drill(name), longLimit),
    onSuccess: () => client.invalidateQueries({ queryKey: key, exact: true }),
    meta: { changesNothing: true },
  });
}
