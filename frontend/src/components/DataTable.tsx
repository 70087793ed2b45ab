import type { ReactNode } from 'react';

export type Column<Row> = {
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand to the right, one under the other. */
  numeric?: boolean;
  /** The cell that names its row. */
  names?: boolean;
  /** The head is read out but not shown. */
  quiet?: boolean;
};

/** A table in a scroll region that has a name and takes the focus, so that keys can scroll it. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  tall = false,
}: {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** A long table scrolls in a box of its own, under its heads. */
  tall?: boolean;
}) {
  const align = (column: Column<Row>) => (column.numeric ? 'num' : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={tall ? 'scroll tall' : 'scroll'} aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={align(column)}>
                <span className={column.quiet ? 'unseen' : undefined}>{column.head}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) =>
                column.names ? (
                  <th key={column.key} scope="row" className={align(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={align(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
