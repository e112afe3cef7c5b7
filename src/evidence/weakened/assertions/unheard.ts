import type { Language } from '../language.js';
import type { Source, Span } from '../source/source.js';
import { blockBelow } from '../tests/indented.js';
import { asksMachine, neverHolds } from './conditions.js';

/**
 * Code of which no failure is heard: under a condition that never holds or hangs on the machine alone, in a `try` that says
 * nothing of what it catches, and what is run so that a panic stays unseen.
 */
export function unheardIn(source: Source, language: Language): Span[] {
  return language === 'python' || language === 'ruby' ? inIndented(source) : inBraces(source);
}

const isNever = new RegExp(String.raw`^\(?\s*${neverHolds}\s*(?:&&.*)?\)?\s*$`, 's');

function inBraces(source: Source): Span[] {
  const spans: Span[] = [];
  for (const head of source.code.matchAll(
    /\b(?:(?:if|while)\b([^{;\n]{0,200})|try\s*|do\s*|(\bcatch_unwind)\s*\([^{;\n]{0,80})\{/g,
  )) {
    const [whole, given = '', catching = ''] = head;
    const open = head.index + whole.length - 1;
    const span = { start: open, end: source.closing(open) };
    const isUnheard = /^(?:if|while)/.test(whole)
      ? isNever.test(given.trim()) || asksMachine.test(given)
      : catching === 'catch_unwind'
        ? isResultUnseen(source, head.index)
        : isSwallowed(source, span.end);
    if (isUnheard) spans.push(span);
  }
  return spans;
}

const isResultUnseen = ({ code }: Source, at: number): boolean =>
  /\blet\s+_\w*\s*=[^;{}]*$/.test(code.slice(Math.max(0, at - 80), at));

const looksAtFailure =
  /\bthrow\b|\bfail\w*\b|\bassert|\bexpect|\breject|\bdone\s*\(|\bnext\s*\(|\bt\.\w|\b(?:ok|equal|push)\b|\w\s*=/;

/** Whether what is caught after a block is neither thrown on nor looked at. */
function isSwallowed(source: Source, end: number): boolean {
  const caught = /^\}\s*catch\s*(?:\([^)]{0,200}\)\s*)?\{/.exec(source.code.slice(end, end + 300));
  if (caught === null) return false;
  const open = end + caught[0].length - 1;
  return !looksAtFailure.test(source.code.slice(open + 1, source.closing(open)));
}

const isNeverInLine = new RegExp(
  String.raw`^\s*(?:if|while)\s+\(?\s*${neverHolds}\s*(?:\band\b.*)?\)?\s*:\s*$`,
);

function inIndented(source: Source): Span[] {
  const spans: Span[] = [];
  for (const head of source.code.matchAll(
    /^[ \t]*(?:(if|while)\b|(try)\s*:|with\b[^\n]*\bsuppress\s*\()[^\n]*$/gm,
  )) {
    const [line, condition, attempt] = head;
    if (!line.trimEnd().endsWith(':')) continue;
    const block = blockBelow(source, head.index + line.length, line.search(/\S/));
    const isUnheard =
      attempt === 'try'
        ? isPassedOver(source, block.end)
        : condition === 'if' || condition === 'while'
          ? isNeverInLine.test(line) || asksMachine.test(line)
          : /Exception|AssertionError/.test(line);
    if (isUnheard) spans.push(block);
  }
  return spans;
}

/** Whether all that `except` does with an assertion that failed is nothing. */
function isPassedOver(source: Source, at: number): boolean {
  const handler = /^[ \t]*except\b([^\n:]*):[ \t]*(\S[^\n]*)?/.exec(source.code.slice(at, at + 400));
  if (handler === null) return false;
  const [head, error = '', inline] = handler;
  if (!/^\s*$|\b(?:Exception|BaseException|AssertionError)\b/.test(error)) return false;
  const block = blockBelow(source, at + head.length, head.search(/\S/));
  const body = inline ?? source.code.slice(block.start, block.end);
  return /^\s*(?:pass|return|\.\.\.|continue|(?:print|log\w*(?:\.\w+)?|warnings\.warn)\s*\([^\n]*)\s*$/.test(
    body,
  );
}
