import type { ReactNode } from 'react';
import { say } from '../lib/words';
import { IconButton } from './Button';
import { Icon, type IconName } from './Icon';

const icons: Record<string, IconName> = {
  danger: 'alert',
  warn: 'alert',
  ok: 'done',
  info: 'info',
};

/** Something to know, standing in the page until it is dismissed or no longer true. */
export function Notice({
  kind,
  title,
  children,
  onDismiss,
}: {
  kind: 'ok' | 'warn' | 'danger' | 'info';
  title: string;
  children?: ReactNode;
  onDismiss?: () => void;
}) {
  return (
    <section className={`notice ${kind}`} aria-label={title}>
      <Icon name={icons[kind] ?? 'info'} />
      <div className="notice-body">
        <p className="notice-title">{title}</p>
        {children}
      </div>
      {onDismiss && <IconButton icon="close" label={say('shell.dismiss')} onClick={onDismiss} />}
    </section>
  );
}

/** A refusal where a page would be, and the way to try once more. */
export function Refused({ sentence, children }: { sentence: string; children?: ReactNode }) {
  return (
    <div role="alert">
      <Notice kind="danger" title={sentence}>
        {children}
      </Notice>
    </div>
  );
}

/** Still reading. Said politely, since most answers come at once. */
export function Waiting() {
  return (
    <p role="status" className="waiting">
      {say('shell.waiting')}
    </p>
  );
}
