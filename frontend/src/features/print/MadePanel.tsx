import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { Button } from '../../components/Button';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { Refused, Waiting } from '../../components/Notice';
import { Panel } from '../../components/Page';
import { Pager } from '../../components/Pager';
import { usePrinting } from '../../lib/papers';
import { say } from '../../lib/words';
import { MadeTable } from './MadeTable';
import { useDelete, useMade } from './queries';

/** Which files are about to be deleted: one, or every old one. */
type Doomed = { path: string; file: string };
const everyOld: Doomed = { path: '', file: '' };

/** The papers that were made: by whom, when, and whether the file is still there. */
export function MadePanel({ page }: { page: number }) {
  const navigate = useNavigate();
  const printing = usePrinting();
  const made = useMade(page);
  const [doomed, setDoomed] = useState<Doomed | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const deleting = useDelete();

  if (made.error) {
    return (
      <Refused sentence={made.error.sentence}>
        <Button onClick={() => made.refetch()}>{say('shell.tryAgain')}</Button>
      </Refused>
    );
  }
  if (!made.data) return <Waiting />;
  const { papers, old, pages } = made.data;
  const ask = (which: Doomed) => {
    deleting.reset();
    setDoomed(which);
  };
  const close = () => setDoomed(null);

  return (
    <div ref={box} className="part" tabIndex={-1}>
      <Panel
        heading={say('print.part.made')}
        actions={
          old > 0 && (
            <Button icon="bin" onClick={() => ask(everyOld)}>
              {say('print.deleteOld', { count: old })}
            </Button>
          )
        }
      >
        {papers.length === 0 ? (
          <p>{say('print.noneMade')}</p>
        ) : (
          <MadeTable
            papers={papers}
            onOpen={(each) => printing.open(each.path)}
            onShow={(each) => printing.showInFolder(each.path)}
            onDelete={ask}
          />
        )}
        <Pager
          page={made.data.page}
          pages={pages}
          onPage={(wanted) => navigate({ to: '/print', search: { show: 'made', page: wanted } })}
        />
      </Panel>
      {doomed && (
        <ConfirmDialog
          title={
            doomed === everyOld ? say('print.deleteOld', { count: old }) : say('print.deleteOne')
          }
          act={say('print.delete')}
          busy={deleting.isPending}
          refusal={deleting.error}
          onClose={close}
          onConfirm={() =>
            deleting.mutate(doomed.path, {
              onSuccess: () => {
                close();
                // The button that led here goes with the file.
                setTimeout(() => box.current?.focus());
              },
            })
          }
        >
          <p>
            {doomed === everyOld
              ? say('print.deleteOldSure', { count: old })
              : say('print.deleteSure', { file: doomed.file })}
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}
