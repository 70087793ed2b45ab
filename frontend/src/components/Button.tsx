import { Button as KitButton, Loader } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import { Icon, type IconName } from './Icon';

type Props = {
  children: ReactNode;
  onClick?: () => void;
  kind?: 'main' | 'plain' | 'quiet';
  icon?: IconName;
  /** A second picture, behind the words: a list opens, or the way goes on. */
  iconAfter?: IconName;
  /** Small buttons stand in tables and beside text; all others are at least 40 px high. */
  small?: boolean;
  submit?: boolean;
  disabled?: boolean;
  /** The work is under way: the button says so and does nothing twice. */
  busy?: boolean;
  /** The name for a screen reader, when the visible words need a companion; it begins with them. */
  label?: string;
  describedBy?: string;
  ref?: Ref<HTMLButtonElement>;
};

const variants = { main: 'filled', plain: 'default', quiet: 'subtle' };

export function Button({
  children,
  onClick,
  kind = 'plain',
  icon,
  iconAfter,
  small = false,
  submit = false,
  disabled = false,
  busy = false,
  label,
  describedBy,
  ref,
}: Props) {
  const picture = busy ? (
    <Loader size="1rem" color="currentColor" aria-hidden="true" />
  ) : (
    icon && <Icon name={icon} />
  );
  return (
    <KitButton
      ref={ref}
      className={kind === 'quiet' ? 'button quiet' : 'button'}
      variant={variants[kind]}
      size={small ? 'compact-md' : 'md'}
      type={submit ? 'submit' : 'button'}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-label={label}
      aria-describedby={describedBy}
      leftSection={picture || undefined}
      rightSection={iconAfter && <Icon name={iconAfter} />}
      onClick={busy ? undefined : onClick}
    >
      {children}
    </KitButton>
  );
}

/** A button with a picture alone, whose name is read out and shown on hover. */
export function IconButton({
  icon,
  label,
  onClick,
  ref,
}: {
  icon: IconName;
  label: string;
  onClick?: () => void;
  ref?: Ref<HTMLButtonElement>;
}) {
  return (
    <button
      ref={ref}
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
