import { useEffect } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { announce } from '../../lib/announce';
import { say } from '../../lib/words';
import { CountTable } from './CountTable';

/** What a restore, or the proof of one, did. */
export function RestoredReport({ done, onClose }: { done: app.Restored; onClose: () => void }) {
  const [title = '', ...more] = done.sentences;
  useEffect(() => announce(done.sentences.join(' ')), [done]);
  return (
    <>
      <Notice kind="ok" title={title}>
        {more.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Notice>
      <CountTable counts={done.counts} />
      <div className="actions foot">
        <Button kind="main" onClick={onClose}>
          {say('shell.close')}
        </Button>
      </div>
    </>
  );
}
