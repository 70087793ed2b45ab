import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Certificates } from '../../../wailsjs/go/app/Papers';
import { Load } from '../../../wailsjs/go/app/Preferences';
import { AddWalkIn, Mark, View } from '../../../wailsjs/go/app/Sessions';
import type { app, college } from '../../../wailsjs/go/models';
import { announce } from '../../lib/announce';
import { ask, type Refusal } from '../../lib/bridge';
import { clock } from '../../lib/dates';
import { useUndo } from '../../lib/undo';

const keyOf = (id: string) => ['session', id];
/** What changes one register happens one after the other. */
const scopeOf = (id: string) => ({ id: `register ${id}` });

export const useSession = (id: string) =>
  useQuery({ queryKey: keyOf(id), queryFn: () => ask(() => View(id)) });

/** Whether single letters mark; true until Go has answered. */
export const useSingleKeys = (): boolean =>
  useQuery({ queryKey: ['preferences'], queryFn: () => ask(Load) }).data?.singleKeys ?? true;

/** Who may have a certificate of the run, asked for when somebody wants to know. */
export const useCertificates = (runId: string, wanted: boolean) =>
  useQuery({
    queryKey: ['certificates', runId],
    queryFn: () => ask(() => Certificates(runId)),
    enabled: wanted,
  });

/**
 * Marking: each mark shows at once and is kept at once, one after the other in
 * the order they were made. What is refused goes back to how it was.
 */
export function useMarking(id: string) {
  const client = useQueryClient();
  const [pending, setPending] = useState<Record<string, app.PlaceMark>>({});
  const [saved, setSaved] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const scope = scopeOf(id);
  const mutationKey = ['marks', id];

  const settle = (mark: app.PlaceMark) =>
    setPending((before) => {
      if (before[mark.placeId] !== mark) return before; // marked again meanwhile
      const { [mark.placeId]: _done, ...rest } = before;
      return rest;
    });
  const refused = (error: Refusal) => {
    setRefusal(error);
    announce(error.sentence, 'assertive');
  };
  const undoing = useUndo(scope.id, { onStart: () => setRefusal(null), onError: refused });

  const marking = useMutation({
    mutationKey,
    scope,
    meta: { changesNothing: true }, // says itself what changed
    mutationFn: (mark: app.PlaceMark) => ask(() => Mark(id, [mark])),
    onMutate: (mark) => {
      setRefusal(null);
      setPending((before) => ({ ...before, [mark.placeId]: mark }));
    },
    onSuccess: (view, mark) => {
      client.setQueryData(keyOf(id), view);
      settle(mark);
      setSaved(clock(new Date()));
      undoing.count();
    },
    onError: (error, mark) => {
      settle(mark);
      refused(error);
      void client.invalidateQueries({ queryKey: keyOf(id) });
    },
    onSettled: () => {
      const last = client.isMutating({ mutationKey }) === 1;
      const isThis = (key: readonly unknown[]) => key[0] === 'session' && key[1] === id;
      if (!last) return;
      void client.invalidateQueries({
        predicate: (query) => !query.meta?.standsStill && !isThis(query.queryKey),
      });
    },
  });

  return {
    /** The rows as they stand, with the marks that are on their way. */
    withMarks: (rows: college.RegisterRow[]) =>
      rows.map((row) => {
        const mark = pending[row.placeId];
        return mark ? { ...row, attendance: mark.attendance, reason: mark.reason } : row;
      }),
    mark: marking.mutate,
    saving: marking.isPending || Object.keys(pending).length > 0,
    saved,
    refusal,
    canUndo: undoing.canUndo,
    undo: undoing.undo,
    countWalkIn: undoing.count,
  };
}

export function useAddWalkIn(id: string) {
  const client = useQueryClient();
  return useMutation({
    scope: scopeOf(id),
    mutationFn: (name: string) => ask(() => AddWalkIn(id, name)),
    onSuccess: (view) => {
      client.setQueryData(keyOf(id), view);
    },
  });
}
