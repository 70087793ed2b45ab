import { Notice } from '../../components/Notice';
import { PaperResult } from '../../components/PaperResult';
import { madeSentence, usePrinting } from '../../lib/papers';
import { say } from '../../lib/words';

/** The papers that were made, and what went wrong with the last one. */
export function PaperTray() {
  const { running, refusal, printed, open, showInFolder, saveElsewhere, dismiss, dismissRefusal } =
    usePrinting();
  return (
    <>
      {running && (
        <Notice
          kind="info"
          title={say(`papers.making.${running.kind}`, { count: running.count })}
        />
      )}
      {refusal && <Notice kind="danger" title={refusal.sentence} onDismiss={dismissRefusal} />}
      {printed.map((each) => (
        <PaperResult
          key={each.id}
          title={madeSentence(each.job)}
          pages={each.paper.pages}
          file={each.paper.file}
          savedIn={each.elsewhere ? each.paper.folder : ''}
          issues={each.paper.issues}
          onOpen={() => open(each)}
          onShow={() => showInFolder(each)}
          onSave={() => saveElsewhere(each)}
          onDismiss={() => dismiss(each)}
        />
      ))}
    </>
  );
}
