import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { DataTable } from '../../components/DataTable';
import { Tag } from '../../components/Tag';
import { plainInstant } from '../../lib/dates';
import { say } from '../../lib/words';

type Made = app.MadePaper;

/** What was made, its file, by whom and when, and what can be done with it. */
export function MadeTable({
  papers,
  onOpen,
  onShow,
  onDelete,
}: {
  papers: Made[];
  onOpen: (paper: Made) => void;
  onShow: (paper: Made) => void;
  onDelete: (paper: Made) => void;
}) {
  return (
    <DataTable
      caption={say('print.madeTable')}
      rows={papers}
      rowKey={(paper) => `${paper.at} ${paper.file}`}
      columns={[
        {
          key: 'name',
          head: say('print.made.what'),
          names: true,
          cell: (paper) => (
            <>
              {paper.name}
              <span className="second break">{paper.file}</span>
            </>
          ),
        },
        {
          key: 'by',
          head: say('print.made.by'),
          cell: (paper) => (
            <>
              {paper.by}
              <span className="second">{plainInstant(paper.at)}</span>
            </>
          ),
        },
        {
          key: 'there',
          head: say('print.made.file'),
          cell: (paper) =>
            paper.path ? (
              <Tag kind={paper.old ? 'plain' : 'ok'}>
                {say(paper.old ? 'print.made.old' : 'print.made.there')}
              </Tag>
            ) : (
              <Tag kind="plain">{say('print.made.gone')}</Tag>
            ),
        },
        {
          key: 'acts',
          head: say('print.made.acts'),
          quiet: true,
          cell: (paper) =>
            paper.path && (
              <span className="row-acts">
                <Button
                  small
                  kind="quiet"
                  label={say('print.openNamed', { file: paper.file })}
                  onClick={() => onOpen(paper)}
                >
                  {say('print.open')}
                </Button>
                <Button
                  small
                  kind="quiet"
                  label={say('papers.showNamed', { file: paper.file })}
                  onClick={() => onShow(paper)}
                >
                  {say('papers.show')}
                </Button>
                <Button
                  small
                  kind="quiet"
                  label={say('print.deleteNamed', { file: paper.file })}
                  onClick={() => onDelete(paper)}
                >
                  {say('print.delete')}
                </Button>
              </span>
            ),
        },
      ]}
    />
  );
}
