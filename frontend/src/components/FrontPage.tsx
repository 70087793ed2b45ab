import { type ReactNode, useEffect } from 'react';
import { say } from '../lib/words';

/** A page before the college is open: the mark, a heading, and one calm card. */
export function FrontPage({
  title,
  heading = title,
  summary,
  wide = false,
  children,
}: {
  title: string;
  heading?: string;
  summary?: ReactNode;
  /** Room for a second card beside the first. */
  wide?: boolean;
  children?: ReactNode;
}) {
  useEffect(() => {
    document.title = say('shell.windowTitle', { page: title });
  }, [title]);
  return (
    <main className={wide ? 'front wide' : 'front'}>
      <header className="front-head">
        <img className="front-mark" src="./daybook.svg" alt="" />
        <h1>{heading}</h1>
        {summary && <p className="summary">{summary}</p>}
      </header>
      {children}
    </main>
  );
}
