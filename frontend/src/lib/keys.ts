// Keys that work anywhere on the page.
import { useEffect, useEffectEvent } from 'react';

/** Whether a key pressed here belongs to somebody who is typing. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) {
    return !['radio', 'checkbox', 'button', 'submit'].includes(target.type);
  }
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}

const matches = (event: KeyboardEvent, combination: string): boolean => {
  const wanted = combination.toLowerCase().split('+');
  const key = wanted.at(-1);
  return (
    event.key?.toLowerCase() === key && // filled in by the computer, an event has none
    (event.ctrlKey || event.metaKey) === wanted.includes('ctrl') &&
    event.altKey === wanted.includes('alt') &&
    !event.shiftKey
  );
};

/** Does something on a key such as "ctrl+k" or "f1", wherever the focus is, unless a dialog is open and has the keys to itself. */
export function useKey(
  combination: string,
  act: (event: KeyboardEvent) => void,
  { overDialogs = false } = {},
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!matches(event, combination) || event.defaultPrevented) return;
    if (!overDialogs && document.querySelector('[role=dialog]')) return;
    act(event);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
