import { Menu as KitMenu } from '@mantine/core';
import type { ReactElement } from 'react';
import { Icon, type IconName } from './Icon';

export type MenuItem = { text: string; icon: IconName; onChoose: () => void };

/** A button with a list of things to do. */
export function Menu({ button, items }: { button: ReactElement; items: MenuItem[] }) {
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
        {items.map((item) => (
          <KitMenu.Item
            key={item.text}
            leftSection={<Icon name={item.icon} />}
            onClick={item.onChoose}
          >
            {item.text}
          </KitMenu.Item>
        ))}
      </KitMenu.Dropdown>
    </KitMenu>
  );
}
