import { useState } from 'react';
import { SearchChoice } from '../../components/SearchChoice';
import { useTyped } from '../../lib/typed';
import { say, sayAny } from '../../lib/words';
import { useFind } from './queries';

/** Somebody or something to choose by name: a run, a student, a venue… */
export function FindField({
  id,
  need,
  chosen,
  onChoose,
  error,
}: {
  id: string;
  need: string;
  chosen: string;
  onChoose: (id: string, text: string) => void;
  error?: string;
}) {
  const [words, setWords] = useState('');
  const [typed, setTyped] = useTyped('', setWords);
  const [entered, setEntered] = useState(false);
  const found = useFind(need, words.trim(), entered);
  const items = found.data ?? [];
  const waiting = found.isFetching || words !== typed;
  const counted =
    waiting && items.length === 0
      ? say('shell.waiting')
      : say('shell.foundCount', { count: items.length });
  const status = found.error?.sentence ?? counted;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list is fetched when the field is entered.
    <div onFocus={() => setEntered(true)}>
      <SearchChoice
        id={id}
        label={sayAny(`print.need.${need}`)}
        hint={need === 'term' ? say('print.need.termHint') : undefined}
        placeholder={say('print.typeToFind')}
        chosen={chosen}
        items={items}
        status={status}
        error={error}
        onType={setTyped}
        onChoose={(item) =>
          onChoose(item?.id ?? '', item ? [item.text, item.fact].filter(Boolean).join(' · ') : '')
        }
      />
    </div>
  );
}
