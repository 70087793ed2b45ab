import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCombo } from './combo';

/** One thing that may be chosen, and a word or two that tell it from others of the name. */
export type Found = { id: string; text: string; fact: string };

/**
 * A choice of one out of many, found as you type. The field shows what is
 * chosen; emptying it chooses nothing.
 */
export function SearchChoice({
  label,
  hint,
  placeholder,
  error,
  id,
  chosen,
  items,
  status,
  onType,
  onChoose,
}: {
  label: string;
  hint?: string;
  placeholder?: string;
  error?: string;
  id?: string;
  /** What the field says of the thing chosen; "" is none. */
  chosen: string;
  items: Found[];
  /** How much was found, said politely and shown when it is nothing. */
  status: string;
  onType: (typed: string) => void;
  onChoose: (item: Found | null) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const type = (text: string) => {
    setTyped(text);
    onType(text);
  };
  const rest = () => {
    setTyped(null);
    onType('');
  };
  const combo = useCombo(items, {
    onChoose: (item) => {
      rest();
      onChoose(item);
    },
    onEscape: rest,
  });

  return (
    <div className="find">
      <TextInput
        id={id}
        className="field"
        label={label}
        description={hint}
        error={error}
        placeholder={placeholder}
        value={typed ?? chosen}
        onChange={(event) => {
          const text = event.currentTarget.value;
          type(text);
          combo.show();
          if (text === '') onChoose(null);
        }}
        onClick={combo.show}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => {
          combo.close();
          rest();
        }}
        {...combo.field}
      />
      <span className="unseen" role="status">
        {combo.open ? status : ''}
      </span>
      <div
        id={combo.listId}
        className="found"
        role="listbox"
        aria-label={label}
        hidden={!combo.open}
      >
        {items.map((item) => (
          <div key={item.id} className="found-item" {...combo.option(item)}>
            <span>{item.text}</span>
            {item.fact && <span className="fact">{item.fact}</span>}
          </div>
        ))}
        {items.length === 0 && (
          <p className="found-none" aria-hidden="true">
            {status}
          </p>
        )}
      </div>
    </div>
  );
}
