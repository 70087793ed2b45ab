import { Notice } from '../../components/Notice';
import { PaperProgress } from '../../components/PaperProgress';
import { PaperResult } from '../../components/PaperResult';
import { usePrinting } from '../../lib/papers';
import { say } from '../../lib/words';

/** The papers that were made, and what went wrong with the last one. */
export function PaperTray() {
  const printing = usePrinting();
  const { running, making, refusal, printed } = printing;
  return (
    <>
      {running && (
        <Notice
          kind="info"
          title={say(`papers.making.${running.kind}`, { count: running.count })}
        />
      )}
      {making && (
        <PaperProgress
          title={say('papers.makingNamed', { paper: making.name })}
          done={making.job.done}
          total={making.job.total}
          onCancel={printing.cancel}
        />
      )}
      {refusal && (
        <Notice kind="danger" title={refusal.sentence} onDismiss={printing.dismissRefusal} />
      )}
      {printed.map((each) => (
        <PaperResult
          key={each.id}
          title={each.title}
          beside={each.beside}
          pages={each.paper.pages}
          file={each.paper.file}
          savedIn={each.elsewhere ? each.paper.folder : ''}
          issues={each.paper.issues}
          onOpen={() => printing.open(each.paper.path)}
          onShow={() => printing.showInFolder(each.paper.path)}
          onSave={() => printing.saveElsewhere(each)}
          onDismiss={() => printing.dismiss(each)}
        />
      ))}
    </>
  );
}
