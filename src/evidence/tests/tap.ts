import { Parser, type FinalResults, type Result } from 'tap-parser';
import { eslintTapFindings } from '../findings/eslint-tap.js';
import { sumOfResults, testResults, unsureResults, type FailingTest } from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';

/** Test Anything Protocol, with subtests: node:test, mocha, vitest, tape, bats, prove. Tests that have subtests do not count. */
export const tap: TextParser = {
  format: 'tap',
  parse(lines) {
    const streams = streamsIn(lines).map((stream) => new Tally(stream.join('\n')));
    if (streams.length === 0) return null;
    const findings = eslintTapFindings(streams.flatMap(({ points }) => points));
    if (findings !== null) return { format: 'eslint-tap', findings };
    return { format: this.format, tests: sumOfResults(streams.map((stream) => stream.results())) };
  },
};

/** Each begins with a version or, if it has none, with its plan or first point. */
function streamsIn(lines: readonly string[]): string[][] {
  const streams: string[][] = [];
  let hasVersion = false;
  for (const line of lines) {
    const isVersion = /^TAP version 1[34]$/.test(line);
    const isStart = isVersion || (streams.length === 0 && /^(?:1\.\.\d+|(?:not )?ok\b(?! {2}\t))/.test(line));
    if (isStart && (streams.length === 0 || hasVersion)) streams.push([]);
    hasVersion ||= isVersion;
    // `go test` begins a package's line like a point.
    if (!/^ok {2}\t/.test(line)) streams.at(-1)?.push(line);
  }
  const [first] = streams;
  if (first === undefined || hasVersion) return streams;
  const hasPlan = first.some((line) => /^1\.\.\d+\s*(?:#|$)/.test(line));
  return hasPlan && first.some((line) => /^(?:not )?ok\b/.test(line)) ? [first] : [];
}

/** Counts the points of one TAP text, subtests included. */
class Tally {
  readonly points: Result[] = [];
  readonly #failing: FailingTest[] = [];
  readonly #comments: string[] = [];
  #passed = 0;
  #failed = 0;
  #skipped = 0;
  #isWhole = true;

  constructor(text: string) {
    const parser = new Parser();
    this.#listenTo(parser);
    parser.end(`${text}\n`);
  }

  results(): ReturnType<typeof testResults> {
    const counts = this.#isWhole
      ? { passed: this.#passed, failed: this.#failed, skipped: this.#skipped }
      : undefined;
    const said = nodeSummary(this.#comments) ?? counts;
    if (said === undefined || said.failed < this.#failed) return unsureResults(this.#failing);
    return testResults(said, this.#failing);
  }

  #listenTo(parser: Parser): void {
    let failedInside = 0;
    parser.on('comment', (comment: string) => {
      if (parser.level === 0) this.#comments.push(comment.trim());
    });
    parser.on('child', (child: Parser) => {
      const before = this.#failed;
      this.#listenTo(child);
      child.on('complete', () => {
        failedInside = this.#failed - before;
      });
    });
    parser.on('assert', (point: Result) => {
      // A parent that failed though nothing in it did has a failure of its own.
      if (!point.closingTestPoint || (!point.ok && failedInside === 0)) this.#add(point);
      failedInside = 0;
    });
    parser.on('bailout', () => {
      this.#isWhole = false;
    });
    parser.on('complete', ({ plan, count }: FinalResults) => {
      const planned = plan.end === null ? null : plan.end - (plan.start ?? 1) + 1;
      // Mocha plans without the hooks that fail, each of which is a failed point.
      if (planned === null || count < planned || count > planned + this.#failed) this.#isWhole = false;
    });
  }

  #add(point: Result): void {
    this.points.push(point);
    if (point.skip !== false || point.todo !== false) this.#skipped += 1;
    else if (point.ok) this.#passed += 1;
    else {
      this.#failed += 1;
      this.#failing.push({ name: point.fullname, file: null });
    }
  }
}

/** node:test counts tests that have subtests, too, and says so in six comments at the end. */
function nodeSummary(comments: readonly string[]): Parameters<typeof testResults>[0] | undefined {
  const said = new Map(
    comments.flatMap((comment) => {
      const [, name, digits] = /^# (\w+) (\d+)$/.exec(comment) ?? [];
      return name === undefined ? [] : [[name, Number(digits)] as const];
    }),
  );
  const names = ['tests', 'pass', 'fail', 'cancelled', 'skipped', 'todo'];
  const [tests, passed, failed, cancelled, skipped, todo] = names.map((name) => said.get(name));
  if (passed === undefined || failed === undefined || cancelled === undefined) return undefined;
  const counts = { passed, failed: failed + cancelled, skipped: (skipped ?? 0) + (todo ?? 0) };
  return counts.passed + counts.failed + counts.skipped === tests ? counts : undefined;
}
