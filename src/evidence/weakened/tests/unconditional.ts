import type { Source, Span } from '../source/source.js';

/** Whether a statement in the body of a function is run whenever the function is, as far as braces and words tell. */
export function unconditional(source: Source, at: number, body: Span): boolean {
  for (let open = source.nextOpen(body.start); open < at; open = source.nextOpen(source.closing(open))) {
    if (source.closing(open) > at) return false;
  }
  return startsStatement(source, at, body.start);
}

/** Whether nothing that could make it depend on something stands before it in its statement. */
function startsStatement(source: Source, at: number, from: number): boolean {
  const last = source.before(at);
  if (last < from || /[{};]/.test(source.code.charAt(last))) return true;
  const lineStart = source.lineStart(at);
  if (last >= lineStart)
    return /^\s*(?:return|await|return\s+await)\s*$/.test(
      source.code.slice(Math.max(lineStart, at - 40), at),
    );
  const lineBefore = source.code.slice(source.lineStart(last), last + 1);
  return !/^\s*(?:\}?\s*else\b|if\b|for\b|while\b)|=>$|[=,(?:&|+]$/.test(lineBefore);
}
