import { Checkbox, Radio, Stack } from '@mantine/core';
import type { Option } from './Field';

/** A choice of one, with every option in sight. */
export function Choice({
  label,
  value,
  options,
  onChange,
  error,
  id,
  first = false,
}: {
  label: string;
  value: string;
  options: (Option & { hint?: string })[];
  onChange: (value: string) => void;
  error?: string;
  /** The id of the first option, for a link from what was refused. */
  id?: string;
  /** The first field of a dialog takes the focus when it opens. */
  first?: boolean;
}) {
  return (
    <Radio.Group label={label} value={value} onChange={onChange} error={error} className="field">
      <Stack gap="xs" mt="xs">
        {options.map((option, at) => (
          <Radio
            key={option.value}
            id={at === 0 ? id : undefined}
            value={option.value}
            label={option.label}
            description={option.hint}
            data-autofocus={(first && option.value === value) || undefined}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Yes or no. */
export function Tick({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <Checkbox
      className="field"
      label={label}
      description={hint}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
