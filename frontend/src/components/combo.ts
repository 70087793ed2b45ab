// The keys of a text field with a list of findings: arrows walk, Enter chooses,
// Escape closes. The focus stays in the field, which points at the active one.
import { type KeyboardEvent, useId, useState } from 'react';

/** What both kinds of search share; `items` are walked in this order. */
export function useCombo<Item extends { id: string }>(
  items: Item[],
  act: {
    onChoose: (item: Item) => void;
    /** Escape while the list is shut. */
    onEscape: () => void;
  },
) {
  const base = useId();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const active = open ? items[Math.min(at, items.length - 1)] : undefined;
  const optionId = (item: Item) => `${base}-${item.id}`;

  const close = () => {
    setOpen(false);
    setAt(0);
  };
  const show = () => {
    setOpen(true);
    setAt(0);
  };
  const choose = (item: Item) => {
    close();
    act.onChoose(item);
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
        if (!open) act.onEscape();
        close();
      },
    };
    const done = acts[event.key];
    if (!done) return;
    event.preventDefault();
    done();
  };

  return {
    open,
    active,
    show,
    close,
    listId: `${base}-list`,
    /** For the field; its name and what is typed are its own. */
    field: {
      role: 'combobox',
      'aria-expanded': open,
      'aria-controls': `${base}-list`,
      'aria-autocomplete': 'list' as const,
      'aria-activedescendant': active && optionId(active),
      autoComplete: 'off',
      spellCheck: false,
      onKeyDown,
    },
    /** For one finding of the list. */
    option: (item: Item) => ({
      id: optionId(item),
      role: 'option',
      'aria-selected': item === active,
      onPointerDown: (event: { preventDefault: () => void }) => event.preventDefault(),
      onClick: () => choose(item),
    }),
  };
}
