// Printing: the same flow wherever a paper is asked for. What was made stays on
// the page, with what can be done with it, until it is dismissed.
import { useMutation } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react';
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
import { Cancel, Make, Progress } from '../../wailsjs/go/app/PrintCentre';
import type { app, college } from '../../wailsjs/go/models';
import { announce } from './announce';
import { ask, asRefusal, noLimit, paperLimit, Refusal } from './bridge';
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

/** A paper that was made. */
export type Printed = {
  id: string;
  paper: app.Paper;
  /** What is ready, in a sentence. */
  title: string;
  /** How many files lie beside it that were made with it. */
  beside: number;
  elsewhere: boolean;
};

/** A paper of the print centre on its way; `name` is its kind in words. */
export type Making = { name: string; job: app.Job };

/** The sessions of a day that have a register: all but the cancelled ones. */
export const toPrint = (sessions: college.SessionHead[]): college.SessionHead[] =>
  sessions.filter((session) => session.status !== 'cancelled');

/** At most so many results stand on the page at once. */
const kept = 2;

/** How often Go is asked how far it is, in milliseconds. */
const pause = 250;

type Printing = {
  print: (job: PrintJob) => void;
  running: PrintJob | null;
  /** Makes what was ordered, while the person goes on with something else; what is wrong with its fields is for the form to say. */
  make: (order: app.Order, name: string, onWrong: (refusal: Refusal) => void) => void;
  making: Making | null;
  cancel: () => void;
  refusal: Refusal | null;
  printed: Printed[];
  open: (path: string) => void;
  showInFolder: (path: string) => void;
  saveElsewhere: (printed: Printed) => void;
  dismiss: (printed: Printed) => void;
  dismissRefusal: () => void;
};

const PrintingContext = createContext<Printing | null>(null);

export function PrintingProvider({ children }: { children: ReactNode }) {
  const [printed, setPrinted] = useState<Printed[]>([]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const refused = (error: Refusal) => {
    setRefusal(error);
    announce(error.sentence, 'assertive');
  };

  // Made again, a paper takes the place of its older self.
  const show = (paper: app.Paper, title: string, beside: number) => {
    setPrinted((before) =>
      [
        { id: paper.path, paper, title, beside, elsewhere: false },
        ...before.filter((each) => each.id !== paper.path),
      ].slice(0, kept),
    );
    announce([title, say('papers.pages', { count: paper.pages })].join(', '));
  };

  const printing = useMutation({
    mutationFn: (job: PrintJob) => ask(() => printers[job.kind](job.of), paperLimit),
    onMutate: (job) => {
      setRefusal(null);
      announce(say(`papers.making.${job.kind}`, { count: job.count }));
    },
    onSuccess: (paper, { kind, count }) => show(paper, say(`papers.made.${kind}`, { count }), 0),
    onError: refused,
  });

  const ordering = useOrdering({
    onStart: () => setRefusal(null),
    onMade: ([paper, ...others], name) => {
      if (!paper) return;
      const issues = [...new Set([paper, ...others].flatMap((each) => each.issues))];
      show({ ...paper, issues }, say('papers.madeNamed', { paper: name }), others.length);
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
    ...ordering,
    refusal,
    printed,
    open: (path) => acting.mutate(() => Open(path)),
    showInFolder: (path) => acting.mutate(() => ShowInFolder(path)),
    saveElsewhere: (each) => saving.mutate(each),
    dismiss: (each) => setPrinted((before) => before.filter((old) => old.id !== each.id)),
    dismissRefusal: () => setRefusal(null),
  };
  return <PrintingContext value={value}>{children}</PrintingContext>;
}

type Ordered = { order: app.Order; name: string; onWrong: (refusal: Refusal) => void };

/** Has an order made, and asks how far it is until it is done. */
function useOrdering(told: {
  onStart: () => void;
  onMade: (papers: app.Paper[], name: string) => void;
  onError: (error: Refusal) => void;
}) {
  const [job, setJob] = useState<app.Job | null>(null);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false; // locked meanwhile: nobody asks any more
    };
  }, []);

  const ordering = useMutation({
    mutationFn: async ({ order }: Ordered) => {
      let now = await ask(() => Make(order), paperLimit);
      while (now.state === 'making' && here.current) {
        setJob(now);
        await new Promise((resolve) => setTimeout(resolve, pause));
        const { id } = now;
        now = await ask(() => Progress(id));
      }
      if (now.state === 'failed') throw new Refusal('internal', 'papers.notMade', now.why);
      return now;
    },
    onMutate: ({ name }) => {
      told.onStart();
      announce(say('papers.makingNamed', { paper: name }));
    },
    onSuccess: ({ state, made }, { name }) => {
      if (state === 'done') told.onMade(made, name);
      if (state === 'cancelled') announce(say('papers.stopped', { paper: name }));
    },
    onError: (error, { onWrong }) =>
      error.fields.length > 0 ? onWrong(error) : told.onError(error),
    onSettled: () => setJob(null),
  });

  return {
    make: (order: app.Order, name: string, onWrong: (refusal: Refusal) => void) => {
      if (!ordering.isPending) ordering.mutate({ order, name, onWrong });
    },
    making: ordering.isPending && job ? { name: ordering.variables.name, job } : null,
    cancel: () => {
      if (job) void ask(() => Cancel(job.id)).catch((error) => told.onError(asRefusal(error)));
    },
  };
}

/** Printing, for any screen. */
export function usePrinting(): Printing {
  const printing = use(PrintingContext);
  if (!printing) throw new Error('usePrinting needs a PrintingProvider');
  return printing;
}
