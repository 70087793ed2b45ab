import { createContext, type ReactNode, use, useEffect } from 'react';
import { say } from '../lib/words';

/** What the shell shows under the head of whatever page is open: papers that were made. */
export const UnderTheHead = createContext<ReactNode>(null);

/** A page: its title in the window, its one heading, and what it is for. */
export function Page({
  title,
  heading = title,
  summary,
  actions,
  before,
  children,
}: {
  title: string;
  heading?: string;
  summary?: ReactNode;
  actions?: ReactNode;
  /** The way back, above the heading. */
  before?: ReactNode;
  children: ReactNode;
}) {
  const under = use(UnderTheHead);
  useEffect(() => {
    document.title = say('shell.windowTitle', { page: title });
  }, [title]);
  return (
    <>
      {before}
      <div className="page-head">
        <div className="page-words">
          <h1>{heading}</h1>
          {summary && <p className="summary">{summary}</p>}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </div>
      {under}
      {children}
    </>
  );
}

/** A part of a page on a surface of its own, with a heading. */
export function Panel({
  heading,
  actions,
  children,
}: {
  heading: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="panel" aria-label={heading}>
      <div className="panel-head">
        <h2>{heading}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
