import { dense, partsBetween, unquoted } from '../source/arguments.js';
import type { Source, Span } from '../source/source.js';
import { functionBody } from './function-body.js';
import { moreSkipped, plain, type FoundTest, type Skip } from './found-test.js';
import { testHeads, type TestHead } from './javascript-heads.js';
import { skipOf } from './javascript-skips.js';

interface Declared {
  readonly isSuite: boolean;
  readonly marks: readonly string[];
  readonly title: string;
  readonly span: Span;
  readonly body: Span;
  readonly skip: Skip;
  readonly rows: readonly string[];
  readonly isRetried: boolean;
  readonly timeoutMs: number | undefined;
}

/** Tests of Jest, Vitest, Mocha, Jasmine, node:test, AVA, tape, tap, QUnit, Playwright, Cypress, Deno and Bun. */
export function javascriptTests(source: Source): FoundTest[] {
  const tests: FoundTest[] = [];
  const around: Declared[] = [];
  const empty = new Set<Declared>();
  const leave = (at: number): void => {
    for (let last = around.at(-1); last !== undefined && last.span.end <= at; last = around.at(-1)) {
      // What a suite does that declares no test by name, as in a loop, is held to be one.
      if (empty.has(last)) tests.push(testOf(around));
      around.pop();
    }
  };
  for (const head of testHeads(source)) {
    const declared = declare(source, head);
    if (declared === undefined) continue;
    leave(declared.span.start);
    for (const suite of around) empty.delete(suite);
    if (declared.isSuite) {
      around.push(declared);
      empty.add(declared);
    } else tests.push(testOf([...around, declared]));
  }
  leave(Infinity);
  return tests;
}

function testOf(chain: readonly Declared[]): FoundTest {
  const own = chain.at(-1);
  if (own === undefined) throw new RangeError('A test is declared by at least one call.');
  return {
    ...plain,
    suites: chain.slice(0, -1).map(({ title }) => title),
    title: own.title,
    span: own.span,
    body: own.body,
    skip: chain.map(({ skip }) => skip).reduce(moreSkipped),
    isFocused: chain.some(({ marks }) => marks.includes('only')),
    expectsFailure: chain.some(({ marks }) => marks.some((mark) => /^fail/.test(mark))),
    isRetried: chain.some(({ isRetried }) => isRetried),
    timeoutMs: own.timeoutMs,
    rows: chain.flatMap(({ rows }) => rows),
  };
}

function declare(source: Source, head: TestHead): Declared | undefined {
  const { code } = source;
  const { parts, marks, given, start } = head;
  const [first] = parts;
  if (first === undefined) return undefined;
  const isTitled = /^["'`]/.test(code.slice(first.start, first.end).trim());
  const callback =
    parts.find((part) => /=>|\bfunction\b/.test(code.slice(part.start, part.end))) ?? parts.at(-1);
  const hasFunction =
    callback !== undefined && /=>|\bfunction\b/.test(code.slice(callback.start, callback.end));
  if (callback === undefined || (!isTitled && !hasFunction)) return undefined;
  const options = parts.filter((part) => code.slice(part.start, part.end).trim().startsWith('{'));
  const said = options.map((part) => code.slice(part.start, part.end)).join(' ');
  const inside = code.slice(callback.start, callback.end);
  return {
    isSuite: head.isSuite,
    marks,
    title: unquoted(source.text.slice(first.start, first.end)),
    span: { start, end: source.closing(head.open) },
    body: functionBody(source, callback),
    skip: skipOf(source, head, said, callback),
    rows: given === undefined || /if$/i.test(marks.at(-1) ?? '') ? [] : rowsOf(source, given),
    isRetried: /\bretr(?:y|ies)\s*:\s*[1-9]/.test(said) || /\bthis\s*\.\s*retries\s*\(\s*[1-9]/.test(inside),
    timeoutMs: head.isSuite ? undefined : timeoutOf(source, callback, parts.at(-1), said),
  };
}

/** A number after the function, `timeout` among the options, or `this.timeout()`. */
function timeoutOf(source: Source, callback: Span, last: Span | undefined, said: string): number | undefined {
  const after = last === undefined || last === callback ? '' : source.code.slice(last.start, last.end).trim();
  const inside = /\bthis\s*\.\s*timeout\s*\(\s*([\d_]+)\s*\)/.exec(
    source.code.slice(callback.start, callback.end),
  );
  const given = /^[\d_]+$/.exec(after)?.[0] ?? /\btimeout\s*:\s*([\d_]+)/.exec(said)?.[1] ?? inside?.[1];
  if (given === undefined) return undefined;
  const timeoutMs = Number(given.replace(/_/g, ''));
  return timeoutMs === 0 ? Infinity : timeoutMs;
}

/** The cases of a table: the elements of a list, also of one with a name, or the lines of a template. */
function rowsOf(source: Source, { start, end }: Span): string[] {
  if (source.code.charAt(start) === '`') {
    const lines = source.text
      .slice(start + 1, end)
      .split('\n')
      .slice(1);
    return lines.map(dense).filter((row) => row !== '');
  }
  const name = /^\s*([A-Za-z_]\w*)\s*$/.exec(source.code.slice(start + 1, end))?.[1];
  const named =
    name === undefined
      ? null
      : new RegExp(String.raw`\b(?:const|let|var)\s+${name}\b[^=;]{0,200}=\s*(?=\[)`).exec(source.code);
  const list = named === null ? source.skipSpace(start + 1) : named.index + named[0].length;
  if (source.code.charAt(list) !== '[') return [];
  return partsBetween(source, list).map((part) => dense(source.text.slice(part.start, part.end)));
}
