import { lazy, Suspense, useEffect, useRef } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Notice, Waiting } from '../../components/Notice';
import { Panel } from '../../components/Page';
import { say } from '../../lib/words';
import { alike } from './order';

const PdfPages = lazy(() =>
  import('../../components/PdfPages').then((module) => ({ default: module.PdfPages })),
);

/** The paper as it would be printed, and what to know of it before it is. */
export function PreviewPanel({
  kind,
  order,
  looked,
  preview,
  busy,
}: {
  kind: app.PaperKind;
  order: app.Order;
  /** The order as it was when it was looked at. */
  looked: app.Order | undefined;
  preview: app.Preview | undefined;
  busy: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (preview) box.current?.scrollIntoView({ block: 'nearest' });
  }, [preview]);
  const changed = preview && looked && !alike(looked, { ...order, format: '' });
  return (
    <div ref={box} className="preview">
      <Panel heading={say('print.preview')}>
        {busy && <Waiting />}
        {!busy && !preview && <p className="summary">{say('print.previewNone')}</p>}
        {!busy && preview && (
          <>
            {changed && <Notice kind="info" title={say('print.changedSince')} />}
            {order.format === 'html' && <Notice kind="info" title={say('print.previewOfPdf')} />}
            <Issues preview={preview} />
            {preview.url && (
              <Suspense fallback={<Waiting />}>
                <PdfPages url={preview.url} label={say('print.previewOf', { paper: kind.name })} />
              </Suspense>
            )}
          </>
        )}
      </Panel>
    </div>
  );
}

/** What the paper cannot show as it should. */
function Issues({ preview: { headline, issues } }: { preview: app.Preview }) {
  if (issues.length === 0) return <Notice kind="ok" title={say('print.noIssues')} />;
  return (
    <Notice kind="warn" title={headline || say('papers.issues', { count: issues.length })}>
      <ul>
        {issues.map((issue) => (
          <li key={issue}>{issue}</li>
        ))}
      </ul>
    </Notice>
  );
}
