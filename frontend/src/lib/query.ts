// Server data, kept in one place: read once, and again after anything changed.
import { MutationCache, QueryClient } from '@tanstack/react-query';
import type { Refusal } from './bridge';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Refusal;
    mutationMeta: { changesNothing?: true };
  }
}

/** Makes the client of one window. Go is on this computer, so there is no "offline" and no retry. */
export function makeQueryClient(): QueryClient {
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
    mutationCache: new MutationCache({
      onSettled: (_data, _error, _variables, _context, mutation) => {
        if (!mutation.meta?.changesNothing) void client.invalidateQueries();
      },
    }),
  });
  return client;
}
