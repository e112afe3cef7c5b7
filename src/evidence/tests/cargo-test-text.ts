import { testResults, unsureResults, type FailingTest } from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';
import { countsByWord, sumOfCounts, type Counts } from './summary-words.js';

const result = /test result: \w+\. (\d+ passed; \d+ failed; \d+ ignored; \d+ measured); \d+ filtered out/;
const nextest = /^\s*Summary \[.*?\] +(?:(\d+)\/)?(\d+) tests? run: (.+)$/;

/** `cargo test`, all targets and documentation tests together, and `cargo nextest`. */
export const cargoTestText: TextParser = {
  format: 'cargo-test',
  parse(lines) {
    const summary = lines.flatMap((line) => nextest.exec(line)?.[3] ?? []).at(-1);
    if (summary !== undefined) return { format: 'cargo-nextest', tests: nextestResults(summary, lines) };
    const targets = targetsIn(lines);
    if (targets === undefined) return null;
    const failing = failedTests(lines);
    const sure = targets.filter((each) => each !== null);
    const sum = sumOfCounts(sure);
    const isSure = sum !== undefined && sure.length === targets.length;
    return { format: this.format, tests: isSure ? testResults(sum, failing) : unsureResults(failing) };
  },
};

/** Each begins with `running 5 tests`; null where no result adds up to that. Undefined when none ran. */
function targetsIn(lines: readonly string[]): (Counts | null)[] | undefined {
  const targets: (Counts | null)[] = [];
  let expected: number | null = null;
  for (const line of lines) {
    const [, announced] = /^running (\d+) tests?$/.exec(line) ?? [];
    if (announced !== undefined) {
      targets.push(null);
      expected = Number(announced);
    }
    // A test may print such a line as well, in the middle of a line or with other numbers.
    const [, list] = line.startsWith('test result: ') ? (result.exec(line) ?? []) : [];
    if (list === undefined) continue;
    // A result of which the beginning is missing.
    if (expected === null) targets.push(null);
    const words = countsByWord(list);
    const [passed = 0, failed = 0, ignored = 0, measured = 0] = [
      'passed',
      'failed',
      'ignored',
      'measured',
    ].map((word) => words.get(word));
    if (passed + failed + ignored + measured !== expected) continue;
    targets[targets.length - 1] = { passed, failed, skipped: ignored + measured };
    expected = null;
  }
  return targets.length === 0 ? undefined : targets;
}

/** `test a::b ... FAILED`, with -q the heading of what it printed, and always in a list at the end. */
function failedTests(lines: readonly string[]): FailingTest[] {
  let isInList = false;
  return lines.flatMap((line) => {
    isInList = line === 'failures:' || (isInList && line.startsWith('    '));
    const [, name] =
      (isInList ? /^ {4}(\S.*)$/.exec(line) : null) ??
      /^test (.+?)(?: - should panic)? \.\.\. FAILED$/.exec(line) ??
      /^---- (.+?)(?: - should panic)? stdout ----$/.exec(line) ??
      [];
    return name === undefined ? [] : [{ name, file: null }];
  });
}

/** `4 passed (1 flaky), 1 failed, 1 timed out, 2 skipped` */
function nextestResults(summary: string, lines: readonly string[]): ReturnType<typeof testResults> {
  const words = countsByWord(summary.replace(/\([^)]*\)/g, ''));
  const count = (word: string): number => words.get(word) ?? 0;
  // Before that, tries fail that may succeed later.
  const afterwards = lines.slice(lines.findLastIndex((line) => nextest.test(line)));
  const failing = afterwards.flatMap((line) => {
    const [, name] =
      /^\s*(?:TRY \d+ )?(?:FAIL|TIMEOUT|SIG\w+) \[.*?\] +(?:\([ \d/]+\) +)?(\S.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name: name.trim(), file: null }];
  });
  const failed = count('failed') + count('timed out') + count('exec failed');
  return testResults(
    { passed: count('passed'), failed, skipped: count('skipped') },
    failed === 0 ? [] : failing,
  );
}
