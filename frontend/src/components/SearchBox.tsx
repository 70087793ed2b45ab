import type { Ref } from 'react';
import { say } from '../lib/words';
import { useCombo } from './combo';
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
  const items = groups.flatMap((group) => group.items);
  const combo = useCombo(items, {
    onChoose: (item) => {
      onType('');
      onChoose(item.id);
    },
    onEscape: () => onType(''),
  });

  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is newer than the oldest WebKit we serve.
    <div className="search" role="search">
      <Icon name="search" />
      <input
        ref={ref}
        className="search-input"
        type="text"
        aria-label={label}
        placeholder={placeholder}
        value={typed}
        onChange={(event) => {
          onType(event.currentTarget.value);
          combo.show();
        }}
        onClick={combo.show}
        onBlur={combo.close}
        {...combo.field}
      />
      <kbd className="key">{hint}</kbd>
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
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: options of a list box are grouped by role.
          <div key={group.heading} role="group" aria-label={group.heading}>
            <p className="found-heading" aria-hidden="true">
              {group.heading}
            </p>
            {group.items.map((item) => (
              <div key={item.id} className="found-item" {...combo.option(item)}>
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
