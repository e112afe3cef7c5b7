import type { Source, Span } from '../source/source.js';

/** Lines of code that an indentation holds together, below the line that begins them. */
export function blockBelow(source: Source, headEnd: number, indent: number): Span {
  const { code, lineStarts } = source;
  let line = source.lineAt(headEnd);
  const start = lineStarts[line] ?? code.length;
  let end = start;
  for (; line < lineStarts.length; line += 1) {
    const lineStart = lineStarts[line] ?? code.length;
    const lineEnd = lineStarts[line + 1] ?? code.length;
    if (lineStart < end) continue;
    const found = /\S/.exec(code.slice(lineStart, Math.min(lineEnd, lineStart + 400)));
    if (found === null) continue;
    if (found.index <= indent) break;
    end = Math.max(lineEnd, afterBrackets(source, lineStart, lineEnd));
  }
  return { start, end };
}

/** The end of the line in which the last bracket that is opened in a line is closed. */
function afterBrackets(source: Source, start: number, end: number): number {
  let until = end;
  for (let open = source.nextOpen(start); open < until; open = source.nextOpen(source.closing(open))) {
    // A bracket that nothing closes must not swallow the rest of the file.
    if (!source.isClosed(open)) return until;
    until = Math.max(until, Math.min(source.code.length, source.lineEnd(source.closing(open)) + 1));
  }
  return until;
}
