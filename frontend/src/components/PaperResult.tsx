import { useEffect, useRef } from 'react';
import { say } from '../lib/words';
import { Button } from './Button';
import { Notice } from './Notice';

/** A paper that was made, and what can be done with it. It stays until dismissed. */
export function PaperResult({
  title,
  pages,
  file,
  beside,
  savedIn,
  issues,
  onOpen,
  onShow,
  onSave,
  onDismiss,
}: {
  title: string;
  pages: number;
  file: string;
  /** How many more files were made with it. */
  beside: number;
  /** The folder it was saved in as well, or "". */
  savedIn: string;
  /** What the paper could not show as it should, in sentences. */
  issues: string[];
  onOpen: () => void;
  onShow: () => void;
  onSave: () => void;
  onDismiss: () => void;
}) {
  const byEar = file.endsWith('.html');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Braces: newer browsers answer with a promise, which is no way to tidy up.
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={box}>
      <Notice kind={issues.length > 0 ? 'warn' : 'ok'} title={title} onDismiss={onDismiss}>
        <div className="paper">
          <p className="summary">
            {say('papers.pages', { count: pages })} · {file}
          </p>
          <div className="actions">
            <Button
              kind="main"
              icon="open"
              onClick={onOpen}
              label={say(byEar ? 'print.openNamed' : 'papers.openNamed', { file })}
            >
              {say(byEar ? 'print.open' : 'papers.open')}
            </Button>
            <Button icon="folder" onClick={onShow} label={say('papers.showNamed', { file })}>
              {say('papers.show')}
            </Button>
            <Button icon="file" onClick={onSave} label={say('papers.saveNamed', { file })}>
              {say('papers.save')}
            </Button>
          </div>
        </div>
        {beside > 0 && <p>{say('papers.beside', { count: beside })}</p>}
        {savedIn && <p>{say('papers.savedIn', { folder: savedIn })}</p>}
        {issues.length > 0 && (
          <>
            <p>{say('papers.issues', { count: issues.length })}</p>
            <ul>
              {issues.map((issue) => (
                <li key={issue}>{issue}</li>
              ))}
            </ul>
          </>
        )}
      </Notice>
    </div>
  );
}
