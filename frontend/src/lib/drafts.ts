// What is being typed, kept by Go a moment after each change, so that locking
// loses no words. A place says which form, and of what: "walkIn:<session id>".
// Passphrases and recovery groups are never given to it.
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Keep, Mine } from '../../wailsjs/go/app/Drafts';
import type { app } from '../../wailsjs/go/models';
import { ask } from './bridge';

/** A form's values. */
export type DraftValues = Record<string, string>;

const pause = 2_000;
const draftsKey = ['drafts'];

const waiting = new Map<string, { text: string; timer: ReturnType<typeof setTimeout> }>();
const kept = new Set<string>();
let sending: Promise<unknown> = Promise.resolve();

// One after the other: a draft that is forgotten must not come back late.
function send(place: string, text: string): void {
  if (text) kept.add(place);
  else kept.delete(place);
  // What cannot be kept is no reason to stop anybody typing.
  sending = sending.then(() => ask(() => Keep(place, text))).catch(() => {});
}

function flush(place: string): void {
  const draft = waiting.get(place);
  if (!draft) return;
  clearTimeout(draft.timer);
  waiting.delete(place);
  send(place, draft.text);
}

function keep(place: string, text: string): void {
  clearTimeout(waiting.get(place)?.timer);
  waiting.delete(place);
  if (text) waiting.set(place, { text, timer: setTimeout(() => flush(place), pause) });
  else if (kept.has(place)) send(place, '');
}

/** Keeps what is still waiting to be kept; done when Go has it all. */
export function flushDrafts(): Promise<unknown> {
  for (const place of [...waiting.keys()]) flush(place);
  return sending;
}

/** What this person was typing when the window was locked, newest first. */
export const useDrafts = () =>
  useQuery({ queryKey: draftsKey, queryFn: () => ask(Mine), meta: { standsStill: true } });

// Taken once: from then on the draft is the form's own.
function take(client: QueryClient, place: string): string {
  const drafts = client.getQueryData<app.Draft[]>(draftsKey) ?? [];
  const found = drafts.find((draft) => draft.place === place);
  if (!found) return '';
  kept.add(place);
  client.setQueryData(
    draftsKey,
    drafts.filter((draft) => draft !== found),
  );
  return found.text;
}

/** Throws a draft away. */
export function useThrowAway() {
  const client = useQueryClient();
  return (place: string) => {
    if (take(client, place)) keep(place, '');
  };
}

/** The values of a draft for a form that has these; what is unreadable or of no field there is left out. */
export function readDraft<Values extends DraftValues>(text: string, values: Values): Values {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return values;
  }
  if (typeof read !== 'object' || read === null) return values;
  const known = Object.entries(read).filter(
    ([field, value]) => field in values && typeof value === 'string',
  );
  return { ...values, ...Object.fromEntries(known) };
}

/**
 * Keeps a form's values while they differ from those it began with, and gives
 * back a draft that waits for it. What it returns forgets the draft: to be
 * called when the form is saved or put aside.
 */
export function useDraft<Values extends DraftValues>(
  place: string,
  values: Values,
  restore: (values: Values) => void,
): () => void {
  const client = useQueryClient();
  const text = JSON.stringify(values);
  const [first] = useState(text);
  const state = useRef<'untouched' | 'typed' | 'done'>('untouched');

  const bringBack = useEffectEvent(() => {
    const found = take(client, place);
    if (found) restore(readDraft(found, values));
  });
  useEffect(() => {
    bringBack();
  }, []);

  useEffect(() => {
    if (state.current === 'untouched' && text !== first) state.current = 'typed';
    if (state.current === 'typed') keep(place, text === first ? '' : text);
  }, [place, text, first]);

  useEffect(() => () => flush(place), [place]);

  return () => {
    state.current = 'done';
    keep(place, '');
  };
}
