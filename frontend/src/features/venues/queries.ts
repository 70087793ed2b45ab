import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CorrectFact, List, View } from '../../../wailsjs/go/app/Venues';
import type { app } from '../../../wailsjs/go/models';
import { announce } from '../../lib/announce';
import { ask, type Refusal } from '../../lib/bridge';
import { useUndo } from '../../lib/undo';

const keyOf = (id: string) => ['venue', id];
const scopeOf = (id: string) => ({ id: `venue ${id}` });

/** The venues in use whose name or town has these words; the list before stays in sight until it comes. */
export const useVenues = (query: string) =>
  useQuery({
    queryKey: ['venues', query],
    queryFn: () => ask(() => List(query)),
    placeholderData: keepPreviousData,
  });

/** One venue, with its rooms and what is known about getting in. */
export const useVenue = (id: string) =>
  useQuery({ queryKey: keyOf(id), queryFn: () => ask(() => View(id)) });

/** Puts a fact of this venue right. */
export function useCorrectFact(id: string) {
  const client = useQueryClient();
  return useMutation({
    scope: scopeOf(id),
    mutationFn: (correction: app.FactCorrection) => ask(() => CorrectFact(correction)),
    onSuccess: (view) => {
      client.setQueryData(keyOf(id), view);
    },
  });
}

/** Taking back what was put right on this page. */
export function useUndoFacts(id: string) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const undo = useUndo(scopeOf(id).id, {
    onStart: () => setRefusal(null),
    onError: (error) => {
      setRefusal(error);
      announce(error.sentence, 'assertive');
    },
  });
  return { ...undo, refusal };
}
