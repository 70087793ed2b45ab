import { Fragment, type ReactNode } from 'react';
import type { Reading } from '../lib/pdfreading';

type Drawing = (children: ReactNode, text: string) => ReactNode;

// Headings of a paper stand below the heading of the preview.
const heading =
  (level: number): Drawing =>
  (children) => (
    // biome-ignore lint/a11y/useSemanticElements: papers have more levels than HTML has left.
    <div role="heading" aria-level={level + 2}>
      {children}
    </div>
  );
const through: Drawing = (children) => children;

const tags: Record<string, Drawing> = {
  H1: heading(1),
  H2: heading(2),
  H3: heading(3),
  H4: heading(4),
  P: (children) => <p>{children}</p>,
  L: (children) => <ul>{children}</ul>,
  LI: (children) => <li>{children}</li>,
  Table: (children) => <table>{children}</table>,
  Caption: (children) => <caption>{children}</caption>,
  THead: (children) => <thead>{children}</thead>,
  TBody: (children) => <tbody>{children}</tbody>,
  TR: (children) => <tr>{children}</tr>,
  TD: (children) => <td>{children}</td>,
  Figure: (_children, text) => (text ? <span role="img" aria-label={text} /> : null),
};

/** A page of a paper as a screen reader hears it: headings, paragraphs, lists and tables. */
export function PdfReading({ parts }: { parts: Reading[] }) {
  return <Parts of={parts} head={false} />;
}

/** Whether what is in it heads columns: a table's head, or a row of heads alone. */
const isHead = ({ tag, parts }: Reading): boolean =>
  tag === 'THead' || (tag === 'TR' && parts.every((cell) => cell.tag === 'TH'));

function Parts({ of, head }: { of: Reading[]; head: boolean }) {
  const inTable = of.some(({ tag }) =>
    ['Caption', 'THead', 'TBody', 'TR', 'TH', 'TD'].includes(tag),
  );
  return of.map((part, at) => {
    const inside = (
      <>
        {part.tag !== 'Figure' && part.text}
        {part.parts.length > 0 && <Parts of={part.parts} head={head || isHead(part)} />}
        {!inTable && ' '}
      </>
    );
    const draw = tags[part.tag] ?? through;
    return (
      <Fragment key={at}>
        {part.tag === 'TH' ? (
          <th scope={head ? 'col' : 'row'}>{inside}</th>
        ) : (
          draw(inside, part.text)
        )}
      </Fragment>
    );
  });
}
