import { type FormEvent, useId, useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { ErrorSummary } from '../../components/ErrorSummary';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Page';
import type { Refusal } from '../../lib/bridge';
import { useDraft } from '../../lib/drafts';
import { useKey } from '../../lib/keys';
import { usePrinting } from '../../lib/papers';
import { say } from '../../lib/words';
import { EditionFields } from './EditionFields';
import { OptionFields } from './OptionFields';
import { firstOrder, type PrintSearch } from './order';
import { PreviewPanel } from './PreviewPanel';
import { usePreview } from './queries';
import { Recipients } from './Recipients';
import { ScopeFields } from './ScopeFields';

/** How the fields of the form learn of the order and change it. */
export type OrderFieldsProps = {
  kind: app.PaperKind;
  order: app.Order;
  onChange: (change: Partial<app.Order>) => void;
  idOf: (field: string) => string;
  /** What Go refused of a field when the order was last looked at. */
  wrong: (field: string) => string | undefined;
};

/** The form of one paper, and beside it the paper as it would be printed. */
export function OrderPart({ kind, about }: { kind: app.PaperKind; about: PrintSearch }) {
  const base = useId();
  const [chosen, setOrder] = useState(() => firstOrder(kind, about));
  const [people, setPeople] = useState<string[] | null>(null); // null is all who qualify
  const preview = usePreview();
  const printing = usePrinting();
  const order = { ...chosen, people: people ?? [] };
  const [wrong, setWrong] = useState<Refusal | null>(null); // with the order to make
  const refusal = wrong ?? preview.error;
  const nobody = people?.length === 0;
  const idOf = (field: string) => `${base}-${field}`;
  const forget = useDraft(
    `print:${kind.kind}`,
    { letter: chosen.letter, heading: chosen.heading, text: chosen.text, link: chosen.link },
    (draft) => setOrder((before) => ({ ...before, ...draft })),
  );

  const change = (part: Partial<app.Order>) => {
    setOrder((before) => ({ ...before, ...part }));
    if ('run' in part || 'certificate' in part) setPeople(null);
  };
  const look = () => {
    if (preview.isPending || nobody) return;
    setWrong(null);
    preview.mutate({ ...order, format: '' });
  };
  const make = (event?: FormEvent) => {
    event?.preventDefault();
    if (nobody || printing.making) return;
    setWrong(null);
    printing.make(order, kind.name, setWrong);
    forget();
  };
  useKey('ctrl+p', (event) => {
    event.preventDefault();
    make();
  });

  const fields = { kind, order, onChange: change, idOf, wrong: (at: string) => refusal?.at(at) };
  return (
    <div className="order">
      <Panel heading={kind.name}>
        <form className="spaced" onSubmit={make} noValidate>
          <p className="summary">{kind.what}</p>
          {kind.secret && <Notice kind="info" title={say('print.secret')} />}
          {refusal && (
            <ErrorSummary
              key={wrong ? 'make' : preview.submittedAt}
              sentence={refusal.sentence}
              fields={refusal.fields}
              idOf={idOf}
            />
          )}
          <ScopeFields {...fields} about={about} />
          {kind.options.includes('people') && order.certificate === 'course' && order.run && (
            <Recipients run={order.run} people={people} onChange={setPeople} />
          )}
          <EditionFields {...fields} />
          <OptionFields {...fields} />
          <div className="actions order-foot">
            <Button
              kind="main"
              icon="print"
              submit
              disabled={nobody}
              busy={printing.making !== null}
            >
              {say('print.make')}
            </Button>
            <Button icon="look" disabled={nobody} busy={preview.isPending} onClick={look}>
              {say('print.look')}
            </Button>
          </div>
        </form>
      </Panel>
      <PreviewPanel
        key={preview.submittedAt}
        kind={kind}
        order={order}
        looked={preview.variables}
        preview={preview.data}
        busy={preview.isPending}
      />
    </div>
  );
}
