import { type KeyboardEvent, type Ref, useId, useState } from 'react';
import { say } from '../lib/words';
import { Icon, type IconName } from './Icon';

export type Found = { id: string; text: string; fact: string; icon: IconName };
export type FoundGroup = { heading: string; items: Found[] };

/**
 * The search of the header: a text field whose list of findings is walked with
 * the arrow keys, chosen from with Enter and closed with Escape.
 */
export function SearchBox({
  label,
  placeholder,
  hint,
  typed,
  onType,
  groups,
  status,
  onChoose,
  ref,
}: {
  label: string;
  placeholder: string;
  /** The key that leads here, shown beside the field. */
  hint: string;
  typed: string;
  onType: (typed: string) => void;
  groups: FoundGroup[];
  /** How much was found, said politely and shown when it is nothing. */
  status: string;
  onChoose: (id: string) => void;
  ref: Ref<HTMLInputElement>;
}) {
  const base = useId();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const items = groups.flatMap((group) => group.items);
  const active = open ? items[Math.min(at, items.length - 1)] : undefined;
  const optionId = (item: Found) => `${base}-${item.id}`;

  const close = () => {
    setOpen(false);
    setAt(0);
  };
  const choose = (item: Found) => {
    close();
    onType('');
    onChoose(item.id);
  };
  const move = (to: number) => {
    setOpen(true);
    const next = (to + items.length) % Math.max(items.length, 1);
    setAt(next);
    const item = items[next];
    if (item) document.getElementById(optionId(item))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const acts: Record<string, () => void> = {
      ArrowDown: () => move(open ? at + 1 : 0),
      ArrowUp: () => move(open ? at - 1 : items.length - 1),
      Enter: () => active && choose(active),
      Escape: () => {
        if (!open) onType('');
        close();
      },
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is newer than the oldest WebKit we serve.
    <div className="search" role="search">
      <Icon name="search" />
      <input
        ref={ref}
        className="search-input"
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={`${base}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active && optionId(active)}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          onType(event.currentTarget.value);
          setOpen(true);
          setAt(0);
        }}
        onClick={() => setOpen(true)}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <kbd className="key">{hint}</kbd>
      <span className="unseen" role="status">
        {open ? status : ''}
      </span>
      <div id={`${base}-list`} className="found" role="listbox" aria-label={label} hidden={!open}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: options of a list box are grouped by role.
          <div key={group.heading} role="group" aria-label={group.heading}>
            <p className="found-heading" aria-hidden="true">
              {group.heading}
            </p>
            {group.items.map((item) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys go to the field, which holds the focus.
              // biome-ignore lint/a11y/useFocusableInteractive: the field points at the option instead.
              <div
                key={item.id}
                id={optionId(item)}
                className="found-item"
                role="option"
                aria-selected={item === active}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => choose(item)}
              >
                <Icon name={item.icon} />
                <span>{item.text}</span>
                {item.fact && <span className="fact">{item.fact}</span>}
              </div>
            ))}
          </div>
        ))}
        {items.length === 0 && (
          <p className="found-none" aria-hidden="true">
            {status || say('shell.waiting')}
          </p>
        )}
      </div>
    </div>
  );
}
