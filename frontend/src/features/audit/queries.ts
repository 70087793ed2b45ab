import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Check, Page } from '../../../wailsjs/go/app/Audit';
import type { app } from '../../../wailsjs/go/models';
import { announce } from '../../lib/announce';
import { ask, longLimit } from '../../lib/bridge';

/** A page of the audit; the one before stays in sight until it comes. */
export const useAudit = (filter: app.AuditFilter) =>
  useQuery({
    queryKey: ['audit', filter],
    queryFn: () => ask(() => Page(filter)),
    placeholderData: keepPreviousData,
    staleTime: 0, // looking at something is recorded too
  });

/** Goes through the whole chain. */
export const useCheckAudit = () =>
  useMutation({
    mutationFn: () => ask(Check, longLimit),
    onSuccess: (check) => announce(check.sentence, check.whole ? 'polite' : 'assertive'),
    meta: { changesNothing: true },
  });
