import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

const icons: Record<string, IconName> = {
  danger: 'alert',
  warn: 'alert',
  ok: 'done',
  info: 'info',
};

/** A word on a tint, with an icon, so that it is never colour alone. */
export function Tag({
  kind,
  children,
}: {
  kind: 'ok' | 'warn' | 'danger' | 'info' | 'plain';
  children: ReactNode;
}) {
  const icon = icons[kind];
  return (
    <span className={`tag ${kind}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}
