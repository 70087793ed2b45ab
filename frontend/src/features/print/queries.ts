import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Certificates } from '../../../wailsjs/go/app/Papers';
import {
  CheckCertificate,
  Delete,
  DeleteOld,
  Find,
  Kinds,
  Made,
  Preview,
  Void,
} from '../../../wailsjs/go/app/PrintCentre';
import { About } from '../../../wailsjs/go/app/Program';
import type { app } from '../../../wailsjs/go/models';
import { announce } from '../../lib/announce';
import { ask, paperLimit } from '../../lib/bridge';
import { say } from '../../lib/words';

/** The kinds of paper this person may have. */
export const useKinds = () => useQuery({ queryKey: ['paperKinds'], queryFn: () => ask(Kinds) });

export const useAbout = () => useQuery({ queryKey: ['about'], queryFn: () => ask(About) });

/** What there is of a run, a student, a venue… under these words. */
export const useFind = (needs: string, words: string, wanted = true) =>
  useQuery({
    queryKey: ['paperChoices', needs, words],
    queryFn: () => ask(() => Find(needs, words)),
    placeholderData: keepPreviousData,
    enabled: wanted,
  });

/** Who may have a certificate of a run; "" is of none. */
export const useCertificates = (runId: string) =>
  useQuery({
    queryKey: ['certificates', runId],
    queryFn: () => ask(() => Certificates(runId)),
    enabled: runId !== '',
  });

/** A paper as it would be printed. Looking at it numbers, issues and notes nothing. */
export const usePreview = () =>
  useMutation({
    mutationFn: (order: app.Order) => ask(() => Preview(order), paperLimit),
    onMutate: () => announce(say('print.lookingAt')),
    onSuccess: ({ pages }) => announce(say('print.looked', { count: pages })),
    gcTime: 0,
    meta: { changesNothing: true },
  });

/** The papers that were made, newest first. */
export const useMade = (page: number) =>
  useQuery({
    queryKey: ['papersMade', page],
    queryFn: () => ask(() => Made(page)),
    placeholderData: keepPreviousData,
  });

/** Deletes one file; "" deletes every old one. */
export const useDelete = () =>
  useMutation({
    mutationFn: async (path: string) => {
      if (path) await ask(() => Delete(path));
      else await ask(DeleteOld);
    },
    onSuccess: () => announce(say('print.deleted')),
  });

/** What Daybook knows of a certificate somebody shows. */
export const useCheck = () =>
  useMutation({
    mutationFn: ({ code, name }: { code: string; name: string }) =>
      ask(() => CheckCertificate(code, name)),
    gcTime: 0,
    meta: { changesNothing: true },
  });

/** Makes a certificate void, for a reason that stands with it. */
export const useVoid = () =>
  useMutation({
    mutationFn: ({ number, reason }: { number: string; reason: string }) =>
      ask(() => Void(number, reason)),
    onSuccess: () => announce(say('print.voided')),
  });
