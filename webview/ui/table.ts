import { element, having, type Child } from './elements.js';

export interface Column {
  readonly heading: string;
  /** Numbers stand right. */
  readonly isNumber?: boolean;
}

/** A row of a table; `below` is what is open below it, over the whole width. */
export interface TableRow {
  readonly key: string;
  readonly cells: readonly (Child | readonly Child[])[];
  readonly className?: string;
  readonly below?: HTMLElement | null;
}

/** A table that becomes a list of cards where there is no room; its roles stay whatever it looks like. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly TableRow[],
): HTMLTableElement {
  const headings = columns.map(({ heading, isNumber = false }) =>
    having(element('th', isNumber ? 'number' : '', heading), { scope: 'col', role: 'columnheader' }),
  );
  const head = having(element('tr', '', ...headings), { role: 'row' });
  const body = rows.flatMap((row) => rowsOf(row, columns));
  const made = element(
    'table',
    '',
    element('caption', '', caption),
    having(element('thead', '', head), { role: 'rowgroup' }),
    having(element('tbody', '', ...body), { role: 'rowgroup' }),
  );
  return having(made, { role: 'table' });
}

function rowsOf(
  { key, cells, className = '', below = null }: TableRow,
  columns: readonly Column[],
): HTMLElement[] {
  const made = cells.map((children, index) => {
    const { heading = '', isNumber = false } = columns[index] ?? {};
    const cell = element('td', isNumber ? 'number' : '', ...childrenOf(children));
    return having(cell, { role: 'cell', 'data-label': heading });
  });
  const row = having(element('tr', className, ...made), { role: 'row', 'data-key': key });
  if (below === null) return [row];
  const cell = having(element('td', 'below', below), { role: 'cell', colspan: String(columns.length) });
  return [row, having(element('tr', 'below', cell), { role: 'row', 'data-key': `${key} below` })];
}

function childrenOf(cell: Child | readonly Child[]): readonly Child[] {
  return typeof cell === 'string' || cell instanceof Node ? [cell] : cell;
}
