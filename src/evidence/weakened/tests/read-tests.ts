import type { Assertion } from '../assertions/assertion.js';
import { afterLeaving } from '../assertions/after-leaving.js';
import { unheardIn } from '../assertions/unheard.js';
import type { Language } from '../language.js';
import { dense } from '../source/arguments.js';
import type { Source, Span } from '../source/source.js';
import { plain, type FoundTest } from './found-test.js';
import { runners } from './runners.js';
import type { TestCase } from './test-case.js';

export interface FileTests {
  readonly tests: readonly TestCase[];
  /** Everything that is in none of them: helpers, or a script without a test framework. */
  readonly outside: TestCase;
}

/** The tests of a file with their assertions, or undefined where no test is in its language. */
export function readTests(path: string, source: Source, language: Language): FileTests | undefined {
  const runner = runners[language];
  if (runner === undefined) return undefined;
  const found = runner.tests(source).sort((one, other) => one.span.start - other.span.start);
  const unheard = mergeSpans([
    ...unheardIn(source, language),
    ...found.flatMap(({ body }) => afterLeaving(source, language, body) ?? []),
  ]);
  const byTest = new Map<FoundTest | undefined, Assertion[]>();
  for (const assertion of runner.assertions(source)) {
    const isHeard = !isIn(unheard, assertion.span.end - 1);
    const test = innermost(found, assertion.span.start);
    const list = byTest.get(test) ?? [];
    list.push(isHeard ? assertion : { ...assertion, text: `unheard ${assertion.text}`, strength: 0 });
    byTest.set(test, list);
  }
  const lines = new Lines(source, unheard);
  const caseOf = (
    test: FoundTest,
    assertions: readonly Assertion[],
    inner: readonly FoundTest[],
  ): TestCase => ({
    ...test,
    path,
    line: source.lineAt(test.span.start),
    skipLine: source.lineAt(test.skip.at),
    assertions,
    lineOf: ({ span }) => source.lineAt(span.start),
    head: dense(source.text.slice(test.span.start, test.body.start)),
    ...lines.of(test.body, inner, assertions),
  });
  const all = { start: 0, end: source.text.length };
  const whole: FoundTest = {
    ...plain,
    rows: runner.rows?.(source) ?? [],
    title: 'outside of tests',
    span: all,
    body: all,
  };
  return {
    tests: found.map((test) => caseOf(test, byTest.get(test) ?? [], [])),
    outside: caseOf(whole, byTest.get(undefined) ?? [], found),
  };
}

/** Tests hold each other only so deep. */
const deepest = 50;

/** The last test that begins before a place and has not ended there. @param found in the order of their beginnings */
function innermost(found: readonly FoundTest[], at: number): FoundTest | undefined {
  let [low, high] = [0, found.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((found[middle]?.span.start ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return found.slice(Math.max(0, low - deepest), low).findLast(({ span }) => at < span.end);
}

/** In order, without overlaps. */
function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last === undefined || span.start > last.end) merged.push(span);
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return merged;
}

function isIn(spans: readonly Span[], at: number): boolean {
  let [low, high] = [0, spans.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span === undefined) return false;
    if (at < span.start) high = middle - 1;
    else if (at >= span.end) low = middle + 1;
    else return true;
  }
  return false;
}

/** Statements that neither do nor demand anything. */
const idle =
  /^(?:pass|\.\.\.|return;?|_=.*|_,_=.*|let_\w*=.*|void[\w(].*|console\.\w+\(.*|\w+\.Logf?\(.*|\w{1,3}\.pass\(.*|print(?:ln!)?\(.*|eprintln!\(.*|done\(\);?|[{}()[\];,]*|iffalse\{|if\(false\)\{|iftrue\{|try\{|\}catch\{\}?|\}\)\)?;\}?)$/;

/** The lines of a source by what is in them. */
class Lines {
  readonly #source: Source;
  readonly #unheard: readonly Span[];

  constructor(source: Source, unheard: readonly Span[]) {
    this.#source = source;
    this.#unheard = unheard;
  }

  of(
    body: Span,
    inner: readonly FoundTest[],
    assertions: readonly Assertion[],
  ): Pick<TestCase, 'statements' | 'lines' | 'unheardLines' | 'words'> {
    const { lineStarts, code } = this.#source;
    const asserted = new Set(assertions.flatMap(({ span }) => this.#linesOf(span)));
    const left = mergeSpans(inner.map(({ span }) => span));
    const statements: string[] = [];
    const words = new Set<string>();
    const all = new Set<string>();
    let unheardLines = 0;
    for (const line of this.#linesOf(body)) {
      const start = Math.max(body.start, lineStarts[line - 1] ?? 0);
      const end = Math.min(body.end, lineStarts[line] ?? code.length);
      const masked = code.slice(start, end);
      if (!/\w/.test(masked) || isIn(left, start + masked.search(/\S/))) continue;
      for (const [word] of masked.matchAll(/[A-Za-z_]\w{2,}/g)) words.add(word);
      const text = this.#textOf(start, end);
      all.add(text);
      if (!asserted.has(line) && idle.test(text)) continue;
      if (isIn(this.#unheard, start + masked.search(/\S/))) unheardLines += 1;
      if (!asserted.has(line)) statements.push(text);
    }
    return { statements, lines: all, unheardLines, words };
  }

  #linesOf({ start, end }: Span): number[] {
    const first = this.#source.lineAt(start);
    const last = this.#source.lineAt(Math.max(start, end - 1));
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  }

  /** Without what is a comment. */
  #textOf(start: number, end: number): string {
    const { text, comments } = this.#source;
    let [low, high] = [0, comments.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((comments[middle]?.end ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    const comment = comments[low];
    const until =
      comment !== undefined && comment.start >= start && comment.start < end ? comment.start : end;
    return dense(text.slice(start, until));
  }
}
