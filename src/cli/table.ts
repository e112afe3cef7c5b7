import type { SqlValue } from '../learning/sqlite/connection.js';

/** Rows as aligned columns under their names; numbers to the right. */
export function formatTable(names: readonly string[], rows: readonly (readonly SqlValue[])[]): string {
  const cells = [names, ...rows.map((row) => row.map(cellText))];
  const widths = names.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const isNumeric = names.map(
    (_, column) => rows.length > 0 && rows.every((row) => isNumberOrNull(row[column])),
  );
  const lines = cells.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumeric[column] === true ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [...lines.slice(0, 1), rule, ...lines.slice(1)].join('\n');
}

/** A value on one line of a terminal; what a database holds must not steer the terminal. */
function cellText(value: SqlValue): string {
  if (value === null) return '';
  if (value instanceof Uint8Array) return `x'${Buffer.from(value).toString('hex')}'`;
  return String(value).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}

function isNumberOrNull(value: SqlValue | undefined): boolean {
  return value === null || typeof value === 'number';
}
