import { useId } from 'react';
import { number, say } from '../lib/words';
import { Button } from './Button';
import { Notice } from './Notice';

/** A paper being made: how far it is, and the way to stop it. */
export function PaperProgress({
  title,
  done,
  total,
  onCancel,
}: {
  title: string;
  /** Pages, and how many there will be; 0 while that is not known. */
  done: number;
  total: number;
  onCancel: () => void;
}) {
  const words = useId();
  return (
    <Notice kind="info" title={title}>
      <div className="paper">
        <div className="progress">
          <progress
            aria-label={title}
            aria-describedby={words}
            {...(total > 0 && { value: done, max: total })}
          />
          <span id={words} className="summary">
            {total > 0
              ? say('papers.progress', { done: number(done), total: number(total) })
              : say('papers.starting')}
          </span>
        </div>
        <Button icon="close" onClick={onCancel}>
          {say('papers.stop')}
        </Button>
      </div>
    </Notice>
  );
}
