// What a screen reader is told without moving the focus: counts and "saved"
// politely, errors at once. Shown by components/LiveRegion.
type Politeness = 'polite' | 'assertive';
export type Announcement = { polite: string; assertive: string };

let current: Announcement = { polite: '', assertive: '' };
const listeners = new Set<() => void>();

/** Says a sentence through one of the two live regions. */
export function announce(sentence: string, politeness: Politeness = 'polite'): void {
  // The same sentence twice must change the text, or it is not read again.
  const again = current[politeness] === sentence ? `${sentence}\u00a0` : sentence;
  current = { ...current, [politeness]: again };
  for (const listener of listeners) listener();
}

/** Takes back what was said, where it must not stay in the page. */
export function hush(): void {
  current = { polite: '', assertive: '' };
  for (const listener of listeners) listener();
}

export const announcements = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  current: () => current,
};
