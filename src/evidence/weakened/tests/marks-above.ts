import type { Source } from '../source/source.js';

/** Marks above a definition are at most this many lines. */
const furthestLines = 300;

/**
 * Where the decorators, attributes or annotations of a definition begin, or the definition's own line where it has none.
 *
 * @param mark what each of them begins with, such as `@`
 */
export function marksAbove(source: Source, at: number, mark: string): number {
  const { code, lineStarts } = source;
  const line = source.lineAt(at) - 1;
  const own = lineStarts[line] ?? 0;
  const indent = columnOf(code.slice(own, lineStarts[line + 1]));
  let start = own;
  for (let above = line - 1; above >= 0 && line - above < furthestLines; above -= 1) {
    const lineStart = lineStarts[above] ?? 0;
    const text = code.slice(lineStart, lineStarts[above + 1]);
    const column = columnOf(text);
    if (column === undefined) continue;
    if (column === indent && text.startsWith(mark, column)) start = lineStart;
    // Arguments of a mark may go over lines: those are further in, or close a bracket.
    else if (column <= (indent ?? 0) && !/^[)\]}]/.test(text.slice(column))) break;
  }
  return start;
}

function columnOf(line: string): number | undefined {
  const column = line.search(/\S/);
  return column === -1 ? undefined : column;
}
