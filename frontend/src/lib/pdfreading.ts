// What a page of a tagged PDF says, for whoever reads by ear: its tags and its
// words, brought together.

/** A part of a page: what it is (a tag of PDF), its own words, the parts in it. */
export type Reading = { tag: string; text: string; parts: Reading[] };

type Leaf = { type: string; id?: string };
type Node = { role: string; alt?: string; children: (Node | Leaf)[] };
type Item = { str?: string; hasEOL?: boolean; type?: string; id?: string };

const isNode = (child: Node | Leaf): child is Node => 'role' in child;

/** The words of each marked part, by its id; and all of them for a page without tags. */
function wordsOf(items: Item[]) {
  const parts = new Map<string, string>();
  const open: string[] = [];
  let all = '';
  for (const item of items) {
    if (item.type === 'endMarkedContent') {
      open.pop();
    } else if (item.type) {
      open.push(item.id ?? '');
    } else {
      const said = `${item.str ?? ''}${item.hasEOL ? ' ' : ''}`;
      const part = open.findLast((id) => id !== '');
      all += said;
      if (part) parts.set(part, (parts.get(part) ?? '') + said);
    }
  }
  return { parts, all };
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The reading of a page. What only decorates is left out; a page without tags is one paragraph. */
export function readingOf(tree: unknown, items: unknown[]): Reading[] {
  const { parts, all } = wordsOf(items as Item[]);
  const read = (node: Node): Reading => {
    const reading: Reading = { tag: node.role, text: tidy(node.alt ?? ''), parts: [] };
    if (reading.text) return reading; // a figure says what it shows, not what is in it
    for (const child of node.children) {
      if (isNode(child)) {
        reading.parts.push(read(child));
      } else if (child.id) {
        const text = tidy(parts.get(child.id) ?? '');
        if (text) reading.parts.push({ tag: 'Span', text, parts: [] });
      }
    }
    return reading;
  };
  if (typeof tree === 'object' && tree !== null && isNode(tree as Node)) {
    return read(tree as Node).parts;
  }
  return tidy(all) ? [{ tag: 'P', text: tidy(all), parts: [] }] : [];
}
