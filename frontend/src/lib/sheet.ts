// The recovery sheet as it is typed back: groups of five letters.

/** How many groups a recovery sheet has. */
export const sheetGroups = 8;
/** How many letters a group has. */
export const groupLength = 5;

// The sheet has no 0, 1 and 8; what was read as one of them is the letter it looks like.
const meant: Record<string, string> = { '0': 'O', '1': 'I', '8': 'B' };
const letters = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[018]/g, (digit) => meant[digit] ?? '')
    .replace(/[^A-Z2-7]/g, '');

/**
 * The groups after something was typed or pasted into the one at `at`: what is
 * too long for it flows into the next ones, and a whole sheet starts with the
 * first. Also says which group was reached.
 */
export function spread(
  groups: string[],
  at: number,
  typed: string,
): { groups: string[]; at: number } {
  // A pasted sheet may have its groups numbered; the numbers are no part of it.
  const whole = typed
    .split(/[^A-Za-z0-9]+/)
    .map(letters)
    .filter((word) => word.length === groupLength);
  const text = whole.length > 1 ? whole.join('') : letters(typed);

  const next = [...groups];
  // One letter too many in the middle of a group must not push the others on.
  const oneTooMany = text.length === groupLength + 1 && groups[at + 1];
  let left = oneTooMany ? text.slice(0, groupLength) : text;
  let reached = left.length >= groupLength * groups.length ? 0 : at;
  for (;;) {
    next[reached] = left.slice(0, groupLength);
    left = left.slice(groupLength);
    if (!left || reached === groups.length - 1) return { groups: next, at: reached };
    reached++;
  }
}
