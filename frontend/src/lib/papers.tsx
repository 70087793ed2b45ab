// Printing: the same flow wherever a paper is asked for. What was made stays on
// the page, with what can be done with it, until it is dismissed.
import { useMutation } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useState } from 'react';
import { Print as PrintAudit } from '../../wailsjs/go/app/Audit';
import {
  Open,
  PrintCertificates,
  PrintCourseRegister,
  PrintDay,
  PrintFacilitatorCopy,
  PrintRegister,
  PrintTimetable,
  SaveElsewhere,
  ShowInFolder,
} from '../../wailsjs/go/app/Papers';
import type { app, college } from '../../wailsjs/go/models';
import { announce } from './announce';
import { ask, noLimit, paperLimit, type Refusal } from './bridge';
import { say } from './words';

const printers = {
  registers: PrintDay,
  register: PrintRegister,
  facilitatorCopy: PrintFacilitatorCopy,
  courseRegister: PrintCourseRegister,
  certificates: PrintCertificates,
  timetable: PrintTimetable,
  audit: (filter: string) => PrintAudit(JSON.parse(filter)),
};

/** What to print: its kind, the day, session, run or term it is of ("" is the one under way; of the audit its filter as JSON), and how many papers are expected. */
export type PrintJob = { kind: keyof typeof printers; of: string; count: number };

/** A paper that was made, and the job that made it. */
export type Printed = { id: string; paper: app.Paper; job: PrintJob; elsewhere: boolean };

/** The sessions of a day that have a register: all but the cancelled ones. */
export const toPrint = (sessions: college.SessionHead[]): college.SessionHead[] =>
  sessions.filter((session) => session.status !== 'cancelled');

/** At most so many results stand on the page at once. */
const kept = 2;

type Printing = {
  print: (job: PrintJob) => void;
  running: PrintJob | null;
  refusal: Refusal | null;
  printed: Printed[];
  open: (printed: Printed) => void;
  showInFolder: (printed: Printed) => void;
  saveElsewhere: (printed: Printed) => void;
  dismiss: (printed: Printed) => void;
  dismissRefusal: () => void;
};

const PrintingContext = createContext<Printing | null>(null);

/** The sentence that says what was made: "5 registers are ready". */
export const madeSentence = (job: PrintJob): string =>
  say(`papers.made.${job.kind}`, { count: job.count });

export function PrintingProvider({ children }: { children: ReactNode }) {
  const [printed, setPrinted] = useState<Printed[]>([]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const refused = (error: Refusal) => {
    setRefusal(error);
    announce(error.sentence, 'assertive');
  };

  const printing = useMutation({
    mutationFn: (job: PrintJob) => ask(() => printers[job.kind](job.of), paperLimit),
    onMutate: (job) => {
      setRefusal(null);
      announce(say(`papers.making.${job.kind}`, { count: job.count }));
    },
    onSuccess: (paper, job) => {
      // Made again, a paper takes the place of its older self.
      setPrinted((before) =>
        [
          { id: paper.path, paper, job, elsewhere: false },
          ...before.filter((each) => each.id !== paper.path),
        ].slice(0, kept),
      );
      announce([madeSentence(job), say('papers.pages', { count: paper.pages })].join(', '));
    },
    onError: refused,
  });

  const acting = useMutation({
    mutationFn: (act: () => Promise<void>) => ask(act),
    onMutate: () => setRefusal(null),
    onError: refused,
    meta: { changesNothing: true },
  });

  const saving = useMutation({
    mutationFn: (each: Printed) => ask(() => SaveElsewhere(each.paper.path), noLimit),
    onMutate: () => setRefusal(null),
    onSuccess: (paper, each) => {
      if (!paper.path) return; // the person changed their mind
      const saved = { ...each, elsewhere: true, paper: { ...each.paper, ...paper } };
      saved.paper.issues = each.paper.issues;
      saved.paper.pages = each.paper.pages;
      setPrinted((before) => before.map((old) => (old.id === each.id ? saved : old)));
      announce(say('papers.savedIn', { folder: paper.folder }));
    },
    onError: refused,
    meta: { changesNothing: true },
  });

  const value: Printing = {
    print: (job) => {
      if (!printing.isPending) printing.mutate(job);
    },
    running: printing.isPending ? printing.variables : null,
    refusal,
    printed,
    open: (each) => acting.mutate(() => Open(each.paper.path)),
    showInFolder: (each) => acting.mutate(() => ShowInFolder(each.paper.path)),
    saveElsewhere: (each) => saving.mutate(each),
    dismiss: (each) => setPrinted((before) => before.filter((old) => old.id !== each.id)),
    dismissRefusal: () => setRefusal(null),
  };
  return <PrintingContext value={value}>{children}</PrintingContext>;
}

/** Printing, for any screen. */
export function usePrinting(): Printing {
  const printing = use(PrintingContext);
  if (!printing) throw new Error('usePrinting needs a PrintingProvider');
  return printing;
}
