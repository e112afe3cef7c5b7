import type { Source, Span } from '../source/source.js';

/** What is between the braces of a function of JavaScript, or the whole of its expression. */
export function functionBody(source: Source, span: Span): Span {
  const { code } = source;
  const arrow = code.indexOf('=>', span.start);
  const isArrow = arrow !== -1 && arrow < span.end;
  const after = isArrow ? source.skipSpace(arrow + 2) : code.indexOf('{', code.indexOf(')', span.start));
  if (after < span.start || after >= span.end) return span;
  const isBlock = code.charAt(after) === '{';
  return isBlock ? { start: after + 1, end: source.closing(after) } : { start: after, end: span.end };
}
