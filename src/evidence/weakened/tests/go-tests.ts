import { dense, partsBetween, unquoted } from '../source/arguments.js';
import type { Source, Span } from '../source/source.js';
import { moreSkipped, plain, runs, skipsAt, type FoundTest, type Skip } from './found-test.js';
import { unconditional } from './unconditional.js';

/** Tests of Go: functions and methods of suites by their names, and subtests with a name of their own. */
export function goTests(source: Source): FoundTest[] {
  const tests: FoundTest[] = [];
  const built = buildSkip(source);
  const heads = /^func\s+(?:\([^)\n]*\)\s*)?((?:Test|Fuzz|Example)(?![a-z])\w*)\s*\(/gm;
  for (const head of source.code.matchAll(heads)) {
    const [text, title = ''] = head;
    const open = source.code.indexOf('{', source.closing(head.index + text.length - 1));
    if (open === -1 || !source.isClosed(open) || title === 'TestMain') continue;
    const body = { start: open + 1, end: source.closing(open) };
    const test = testOf(source, title, [], { start: head.index, end: body.end }, body, built);
    tests.push({ ...test, rows: tableRows(source, body) }, ...subtests(source, test));
  }
  return tests;
}

function testOf(
  source: Source,
  title: string,
  suites: readonly string[],
  span: Span,
  body: Span,
  around: Skip,
): FoundTest {
  return {
    ...plain,
    suites,
    title,
    span,
    body,
    skip: moreSkipped(around, skipInside(source, body)),
  };
}

function subtests(source: Source, outer: FoundTest): FoundTest[] {
  return source.matchesIn(/\b\w+\.Run\(\s*["`]/g, outer.body).flatMap(({ start }) => {
    const open = source.code.indexOf('(', start);
    const [name, run] = partsBetween(source, open);
    if (name === undefined || run === undefined) return [];
    const brace = source.nextOpen(run.start + 'func('.length);
    if (brace >= run.end || !/^\s*func\b/.test(source.code.slice(run.start, run.end))) return [];
    const body = functionBlock(source, run);
    const title = unquoted(source.text.slice(name.start, name.end));
    return [testOf(source, title, [outer.title], { start, end: source.closing(open) }, body, outer.skip)];
  });
}

function functionBlock(source: Source, { start }: Span): Span {
  const open = source.code.indexOf('{', start);
  return { start: open + 1, end: source.closing(open) };
}

/** In a body with more of them than a person writes, the rest is not looked at. */
const mostCalls = 100;

/** Calls of `Skip` in a body, but not in a subtest. */
function skipInside(source: Source, body: Span): Skip {
  const calls = source.matchesIn(/\b\w+(?:\.T\(\))?\.(?:Skip|Skipf|SkipNow)\(/g, body).slice(0, mostCalls);
  if (calls.length === 0) return runs;
  const functions = source
    .matchesIn(/\bfunc\s*\([^)\n]*\)[^{\n]*\{/g, body)
    .map((head) => ({ start: head.start, end: source.closing(head.end - 1) }));
  return calls
    .filter((call) => !functions.some(({ start, end }) => call.start > start && call.start < end))
    .map(({ start }) => skipsAt(unconditional(source, start, body) ? 2 : 1, start))
    .reduce(moreSkipped, runs);
}

/** A build constraint says when the tests of a file are compiled; `ignore` is never set. */
function buildSkip({ text }: Source): Skip {
  const constraint = /^\/\/(?:go:build|\s*\+build)[ \t]+([^\n]*)/m.exec(text.slice(0, 4000));
  if (constraint === null) return runs;
  const isNever = /^(?:ignore|never|skip|disabled|none|false)\b/.test(constraint[1] ?? '');
  return skipsAt(isNever ? 2 : 1, constraint.index);
}

/** The cases of a table: the elements of lists of structs and maps that a test goes through. */
function tableRows(source: Source, body: Span): string[] {
  const rows: string[] = [];
  let after = body.start;
  for (const list of source.matchesIn(/(?:\[\]|map\[\w+\])(?:(struct)\s*\{|[\w.*]+\s*\{)/g, body)) {
    if (list.start < after) continue;
    const isStruct = list.groups[1] === 'struct';
    const open = isStruct ? source.skipSpace(source.closing(list.end - 1) + 1) : list.end - 1;
    if (source.code.charAt(open) !== '{') continue;
    const parts = partsBetween(source, open).map(({ start, end }) => dense(source.text.slice(start, end)));
    if (isStruct || parts.every((part) => part.includes('{'))) rows.push(...parts);
    after = source.closing(open);
  }
  return rows;
}

/** The cases of tables that stand at the top of a file: `var decodeTests = []struct{…}{…}`. */
export function tablesOutside(source: Source): string[] {
  const heads = [
    ...source.code.matchAll(/^(?:(var)\s+\w+\s*=\s*(?:\[\]|map\[)|func\b|var\b|type\b|const\b)/gm),
  ];
  return heads.flatMap(({ 1: table, index }, at) =>
    table === 'var'
      ? tableRows(source, { start: index, end: heads[at + 1]?.index ?? source.code.length })
      : [],
  );
}
