import { Group, Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { say } from '../lib/words';

/**
 * A dialog: the focus goes to the field marked `first` (else to Close), Escape
 * closes it, and the focus goes back to where it was, whether the dialog is
 * closed or taken away.
 */
export function Dialog({
  title,
  opened,
  onClose,
  wide = false,
  children,
}: {
  title: string;
  opened: boolean;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={wide ? 'xl' : 'md'}
      centered
      returnFocus={false}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content>
        <Modal.Body className="dialog">
          <FocusGoesBack />
          <Group justify="space-between" align="start" wrap="nowrap" mb="md">
            <Modal.Title className="dialog-title">{title}</Modal.Title>
            <Modal.CloseButton aria-label={say('shell.close')} />
          </Group>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

// It is drawn before the dialog takes the focus, and goes when the dialog goes.
function FocusGoesBack() {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
  return null;
}
