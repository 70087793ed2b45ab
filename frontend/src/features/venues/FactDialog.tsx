import { type FormEvent, useId, useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { Choice } from '../../components/Choice';
import { Dialog } from '../../components/Dialog';
import { ErrorSummary } from '../../components/ErrorSummary';
import { LongField } from '../../components/Field';
import { announce } from '../../lib/announce';
import { useDraft } from '../../lib/drafts';
import { say } from '../../lib/words';
import { answerOf, answers } from './answers';
import { useCorrectFact } from './queries';

/** Puts a fact about access right: the answer, and a note that says more. */
export function FactDialog({
  venueId,
  fact,
  onSaved,
  onClose,
}: {
  venueId: string;
  fact: app.VenueFact;
  onSaved: () => void;
  onClose: () => void;
}) {
  const [values, setValues] = useState({
    answer: answerOf(fact.answer).value as string,
    note: fact.note,
  });
  const base = useId();
  const idOf = (field: string) => `${base}-${field}`;
  const correct = useCorrectFact(venueId);
  const refusal = correct.error;
  const forget = useDraft(`fact:${venueId}:${fact.id}`, values, setValues);
  const close = () => {
    forget();
    onClose();
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (correct.isPending) return;
    correct.mutate(
      { id: fact.id, answer: values.answer, note: values.note.trim() },
      {
        onSuccess: () => {
          announce(say('venues.corrected', { item: fact.item }));
          onSaved();
          close();
        },
      },
    );
  };

  return (
    <Dialog title={fact.item} opened onClose={close}>
      <form className="spaced" onSubmit={submit} noValidate>
        {refusal && (
          <ErrorSummary
            key={correct.submittedAt}
            sentence={refusal.sentence}
            fields={refusal.fields}
            idOf={idOf}
          />
        )}
        <Choice
          first
          id={idOf('answer')}
          label={say('venues.answer')}
          value={values.answer}
          onChange={(answer) => setValues({ ...values, answer })}
          options={answers.map((each) => ({ value: each.value, label: say(each.word) }))}
          error={refusal?.at('answer')}
        />
        <LongField
          id={idOf('note')}
          label={say('venues.note')}
          hint={say('venues.noteHint')}
          value={values.note}
          onChange={(note) => setValues({ ...values, note })}
          error={refusal?.at('note')}
        />
        <p className="summary">{say('venues.checkedByYou')}</p>
        <div className="actions foot">
          <Button kind="main" submit busy={correct.isPending}>
            {say('venues.save')}
          </Button>
          <Button onClick={close}>{say('shell.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
