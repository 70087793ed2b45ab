import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { Ref } from 'react';

type TextProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  placeholder?: string;
  /** What is wrong with it, as Go says. */
  error?: string;
  id?: string;
  search?: boolean;
  onEnter?: () => void;
  ref?: Ref<HTMLInputElement>;
  /** The first field of a dialog takes the focus when it opens. */
  first?: boolean;
};

/** One line of text with its label above it. */
export function TextField({
  label,
  value,
  onChange,
  hint,
  placeholder,
  error,
  id,
  search = false,
  onEnter,
  ref,
  first = false,
}: TextProps) {
  return (
    <TextInput
      ref={ref}
      id={id}
      className="field"
      label={label}
      description={hint}
      placeholder={placeholder}
      value={value}
      error={error}
      type={search ? 'search' : 'text'}
      autoComplete="off"
      spellCheck={false}
      data-autofocus={first || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && onEnter) {
          event.preventDefault();
          onEnter();
        }
      }}
    />
  );
}

export type Option = { value: string; label: string };

/** A choice of one from a list, by the computer's own list box. */
export function Select({
  label,
  value,
  options,
  onChange,
  hint,
  error,
  id,
}: {
  label: string;
  value: string;
  options: Option[];
  onChange: (value: string) => void;
  hint?: string;
  error?: string;
  id?: string;
}) {
  return (
    <NativeSelect
      id={id}
      className="field"
      label={label}
      description={hint}
      error={error}
      value={value}
      data={options}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A few lines of text. */
export function LongField({
  label,
  value,
  onChange,
  hint,
  error,
  id,
  rows = 3,
}: Pick<TextProps, 'label' | 'value' | 'onChange' | 'hint' | 'error' | 'id'> & { rows?: number }) {
  return (
    <Textarea
      id={id}
      className="field"
      label={label}
      description={hint}
      error={error}
      value={value}
      rows={rows}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A date, chosen in the computer's own way; "" is none. */
export function DateField({
  label,
  value,
  onChange,
  error,
  id,
}: Pick<TextProps, 'label' | 'value' | 'onChange' | 'error' | 'id'>) {
  return (
    <TextInput
      id={id}
      className="field short"
      type="date"
      label={label}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A number with its steps; what is no number counts as 0. */
export function NumberField({
  label,
  value,
  least,
  most,
  step,
  onChange,
  error,
  id,
}: Pick<TextProps, 'label' | 'error' | 'id'> & {
  value: number;
  least: number;
  most: number;
  step: number;
  onChange: (value: number) => void;
}) {
  return (
    <TextInput
      id={id}
      className="field short"
      type="number"
      label={label}
      defaultValue={value}
      min={least}
      max={most}
      step={step}
      error={error}
      onChange={(event) => onChange(Number(event.currentTarget.value) || 0)}
    />
  );
}
