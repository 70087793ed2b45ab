import { Menu as KitMenu } from '@mantine/core';
import type { ReactElement } from 'react';
import { Icon, type IconName } from './Icon';

/** Something to do; `hint` is the key that does it too. */
export type MenuItem = { text: string; icon: IconName; hint?: string; onChoose: () => void };

/** A button with a list of things to do; `head` says above them whose they are. */
export function Menu({
  button,
  head,
  items,
}: {
  button: ReactElement;
  head?: string;
  items: MenuItem[];
}) {
  return (
    <KitMenu
      position="bottom-end"
      withinPortal={false}
      hideDetached={false}
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 0 }}
    >
      <KitMenu.Target>{button}</KitMenu.Target>
      <KitMenu.Dropdown>
        {head && <KitMenu.Label>{head}</KitMenu.Label>}
        {items.map((item) => (
          <KitMenu.Item
            key={item.text}
            leftSection={<Icon name={item.icon} />}
            rightSection={item.hint && <kbd className="key">{item.hint}</kbd>}
            onClick={item.onChoose}
          >
            {item.text}
          </KitMenu.Item>
        ))}
      </KitMenu.Dropdown>
    </KitMenu>
  );
}
