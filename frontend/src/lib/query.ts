// Server data, kept in one place: read once, and again after anything changed.
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import type { Refusal } from './bridge';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Refusal;
    mutationMeta: { changesNothing?: true };
    /** Data that no act changes, and that is asked for again by name alone. */
    queryMeta: { standsStill?: true };
  }
}

/** Where the state of the gate is kept. */
export const gateKey = ['gate'];

/** What Go refuses with when nobody is signed in, or no longer. */
const shut = ['gate.locked', 'gate.closed'];

/** Makes the client of one window. Go is on this computer, so there is no "offline" and no retry. */
export function makeQueryClient(): QueryClient {
  const lookAtGate = (error: Refusal) => {
    if (shut.includes(error.key)) void client.invalidateQueries({ queryKey: gateKey });
  };
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryKey[0] !== gateKey[0]) lookAtGate(error);
      },
    }),
    mutationCache: new MutationCache({
      onError: lookAtGate,
      onSettled: (_data, _error, _variables, _context, mutation) => {
        if (mutation.meta?.changesNothing) return;
        void client.invalidateQueries({ predicate: (query) => !query.meta?.standsStill });
      },
    }),
  });
  return client;
}
