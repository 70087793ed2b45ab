// Who has come in, and the ways in and out. The state of the gate is query
// data like any other; everything else is forgotten whenever it shuts.
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { Lock, State, Suggest, Touch } from '../../wailsjs/go/app/Guard';
import type { app } from '../../wailsjs/go/models';
import { announce, hush } from './announce';
import { ask, longLimit } from './bridge';
import { flushDrafts } from './drafts';
import { gateKey } from './query';
import { say } from './words';

/** The gate's own state while the program leaves: nothing of the college is in sight. */
export const leaving = 'locked';

const stateOf = (client: QueryClient) => client.getQueryData<app.Gate>(gateKey)?.state;

/** Forgets whatever was read of the college, or said of it. */
export function forget(client: QueryClient): void {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== gateKey[0] });
  hush();
}

/** How things stand at the gate. */
export const useGate = () =>
  useQuery({ queryKey: gateKey, queryFn: () => ask(State), meta: { standsStill: true } });

/** The role of whoever has signed in; "" before. What is hidden by it is courtesy: Go decides. */
export const useRole = (): string => useGate().data?.user.role ?? '';

/** Leaders and admins see the whole college; volunteers the venue book. */
export const seesCollege = (role: string): boolean => role === 'leader' || role === 'admin';

/** A way in: what it answers is how the gate stands from then on. Nothing secret is kept. */
export function useEnter<Values>(through: (values: Values) => Promise<app.Gate>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (values: Values) => ask(() => through(values), longLimit),
    onSuccess: (gate) => {
      if (stateOf(client) !== 'open') forget(client);
      client.setQueryData(gateKey, gate);
    },
    gcTime: 0,
    meta: { changesNothing: true },
  });
}

/** Drafts that cannot be kept in this time, in milliseconds, must not keep the window open. */
const flushLimit = 1_500;

/** Locks: the page is blank at once, what was being typed is kept, then the program starts anew. */
export function useLock() {
  const client = useQueryClient();
  const locking = useMutation({
    mutationFn: async () => {
      await ask(flushDrafts, flushLimit).catch(() => {}); // locking comes first
      await ask(Lock);
    },
    onMutate: () => {
      client.setQueryData<app.Gate>(gateKey, (gate) => gate && { ...gate, state: leaving });
      forget(client);
    },
    onError: async (error) => {
      announce(error.sentence, 'assertive');
      const gate = await ask(State);
      client.setQueryData(gateKey, { ...gate, notices: [error.sentence, ...gate.notices] });
    },
    meta: { changesNothing: true },
  });
  return () => {
    if (stateOf(client) !== leaving) locking.mutate();
  };
}

/** Takes a notice of the gate off the page. */
export function useDismissNotice() {
  const client = useQueryClient();
  return (sentence: string) =>
    client.setQueryData<app.Gate>(
      gateKey,
      (gate) => gate && { ...gate, notices: gate.notices.filter((each) => each !== sentence) },
    );
}

/** A passphrase of four words, for whoever asks for one. */
export const useSuggest = () =>
  useMutation({
    mutationFn: () => ask(Suggest),
    onSuccess: () => announce(say('gate.suggested')),
    gcTime: 0,
    meta: { changesNothing: true },
  });

/** Go hears of a touch at most this often, in milliseconds. */
const touchPause = 15_000;
const inputs = ['pointerdown', 'pointermove', 'keydown', 'wheel'];

/** While somebody is signed in, whatever they do at the page keeps the window from locking by itself. */
export function useTouch(present: boolean): void {
  const { mutate } = useMutation({
    mutationFn: () => ask(Touch),
    meta: { changesNothing: true },
  });
  const touch = useEffectEvent(() => mutate());
  useEffect(() => {
    if (!present) return;
    let last = Number.NEGATIVE_INFINITY;
    // The event's own time never goes back, whatever happens to the clock.
    const heard = ({ timeStamp }: Event) => {
      if (timeStamp - last < touchPause) return;
      last = timeStamp;
      touch();
    };
    for (const kind of inputs) window.addEventListener(kind, heard, { capture: true });
    return () => {
      for (const kind of inputs) window.removeEventListener(kind, heard, { capture: true });
    };
  }, [present]);
}
