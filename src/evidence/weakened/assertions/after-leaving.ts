import type { Language } from '../language.js';
import type { Source, Span } from '../source/source.js';
import { unconditional } from '../tests/unconditional.js';
import { alwaysHolds, asksMachine } from './conditions.js';

const leaves =
  /(?<![\w.$])(?:return\b|(?:process|sys|os|std::process|System)\s*(?:\.|::)\s*_?exit\s*\(|runtime\.Goexit\s*\(|defer\s+func\s*\(\s*\)\s*\{[^{}]{0,200}\brecover\s*\(\))/g;
const looksAtPanic = /\bt\.|\bpanic\(|\bassert|\brequire/;
/** In a body with more of them than a person writes, the rest is not looked at. */
const mostLooked = 100;
const guard = new RegExp(String.raw`^\s*\(?\s*${alwaysHolds}\s*\)?\s*$`);

/** What never runs in the body of a test, or is not heard of, as a statement before it leaves; undefined where all may run. */
export function afterLeaving(source: Source, language: Language, body: Span): Span | undefined {
  const isIndented = language === 'python' || language === 'ruby';
  const column = source.columnOf(source.skipSpace(body.start));
  for (const { start: at, end: after, groups } of source.matchesIn(leaves, body).slice(0, mostLooked)) {
    if (groups[0]?.startsWith('defer') === true && looksAtPanic.test(blockText(source, at))) continue;
    const isReached = isIndented ? source.columnOf(at) === column : unconditional(source, at, body);
    if (!isReached && !isGuarded(source, at, isIndented ? column : undefined, body)) continue;
    const start = statementEnd(source, after, source.lineEnd(at));
    return { start: Math.min(start, body.end), end: body.end };
  }
  return undefined;
}

const blockText = (source: Source, at: number): string => {
  const open = source.code.indexOf('{', at);
  return source.code.slice(open, source.closing(open));
};

/** Whether a test leaves by a condition that holds always, or hangs on the machine alone. */
function isGuarded(source: Source, at: number, column: number | undefined, body: Span): boolean {
  const before = source.code.slice(Math.max(body.start, at - 200), at);
  const condition = (column === undefined ? /\bif\b([^{;\n]*?)\{?\s*$/ : /\bif\b([^\n:]*):\s*$/).exec(before);
  if (condition === null) return false;
  const start = at - before.length + condition.index;
  const isAtTop =
    column === undefined ? unconditional(source, start, body) : source.columnOf(start) === column;
  return isAtTop && (guard.test(condition[1] ?? '') || asksMachine.test(condition[1] ?? ''));
}

/** A value that is returned may go over lines: as far as its brackets and dots go. */
function statementEnd(source: Source, from: number, lineEnd: number): number {
  let end = lineEnd;
  const semicolon = source.code.slice(from, lineEnd).indexOf(';');
  if (semicolon !== -1 && from + semicolon < source.nextOpen(from)) return from + semicolon;
  for (let open = source.nextOpen(from); open < end; open = source.nextOpen(source.closing(open))) {
    end = Math.max(end, source.lineEnd(source.closing(open)));
    while (/^\s*\??\./.test(source.code.slice(end, end + 200)))
      end = source.lineEnd(source.skipSpace(end) + 1);
  }
  return end;
}
