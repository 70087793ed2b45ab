// Taking back what this person did last, on the page where they did it.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { UndoLast } from '../../wailsjs/go/app/Acts';
import { announce } from './announce';
import { ask, type Refusal } from './bridge';
import { say } from './words';

/** Counts the acts of one scope that can be taken back, and takes back the last of them. */
export function useUndo(
  scope: string,
  { onStart, onError }: { onStart: () => void; onError: (error: Refusal) => void },
) {
  const client = useQueryClient();
  const [undoable, setUndoable] = useState(0);

  // Undo takes back whatever was done last. Once that was something else, such
  // as printing, it is no longer about this page.
  useEffect(
    () =>
      client.getMutationCache().subscribe(({ type, mutation }) => {
        if (type !== 'updated' || mutation.state.status !== 'success') return;
        const { meta, options } = mutation;
        if (!meta?.changesNothing && options.scope?.id !== scope) setUndoable(0);
      }),
    [client, scope],
  );

  const undoing = useMutation({
    scope: { id: scope },
    mutationFn: () => ask(UndoLast),
    onMutate: onStart,
    onSuccess: (undone) => {
      setUndoable((before) => Math.max(0, before - 1));
      announce(say('session.undone', { act: undone.verb }));
    },
    onError,
  });

  return {
    canUndo: undoable > 0,
    /** One more act that can be taken back. */
    count: () => setUndoable((before) => before + 1),
    undo: () => {
      if (undoable > 0) undoing.mutate();
    },
  };
}
