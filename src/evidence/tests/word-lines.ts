import { distinctTests, testResults, unsureResults, type FailingTest } from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';

interface Runner {
  readonly format: string;
  /** A line that only this runner prints, beside its counts; if it has a group, that is the number of tests. */
  readonly mark: RegExp;
  /** Names of counts that stand alone on a line, `  5 passed`. */
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
  /** The first group is the name of a failed test. */
  readonly failing: RegExp;
}

/** Runners that print each count on a line of its own. */
const runners: readonly Runner[] = [
  {
    format: 'bun-test',
    mark: /^Ran \d+ tests? across \d+ files?\./,
    passed: ['pass'],
    failed: ['fail', 'errors', 'error'],
    skipped: ['skip', 'todo'],
    failing: /^\(fail\) (.+?)(?: \[[\d.]+ms\])?$/,
  },
  {
    format: 'playwright',
    mark: /^Running (\d+) tests? using \d+ workers?/,
    passed: ['passed', 'flaky'],
    failed: ['failed', 'interrupted', 'timed out'],
    skipped: ['skipped', 'did not run'],
    failing: /^ {4}(\[.*?\] › .+?|\S+:\d+:\d+ › .+?) ─*\s*$/,
  },
  {
    format: 'ava',
    mark: /^\s{2}(?:✔|✘|✖) .+$/,
    passed: ['tests passed', 'test passed'],
    failed: [
      'tests failed',
      'test failed',
      'uncaught exception',
      'uncaught exceptions',
      'unhandled rejection',
    ],
    skipped: ['test skipped', 'tests skipped', 'test todo', 'tests todo', 'known failure', 'known failures'],
    failing: /^\s{2}(?:✘|✖) \[fail\]: (.+?)(?: \([\d.]+m?s\))?$/,
  },
];

export const wordLines: readonly TextParser[] = runners.map((runner) => ({
  format: runner.format,
  parse(lines) {
    const marks = lines.map((line) => runner.mark.exec(line)).filter((match) => match !== null);
    if (marks.length === 0) return null;
    const said = lines.flatMap((line) => {
      const [, digits, word] = /^ {1,4}(\d+) ([a-z ]+?)(?: \([\d.]+m?s\))?\s*$/.exec(line) ?? [];
      return word === undefined ? [] : [{ word, count: Number(digits) }];
    });
    const sum = (words: readonly string[]): number =>
      said.filter(({ word }) => words.includes(word)).reduce((total, { count }) => total + count, 0);
    const counts = { passed: sum(runner.passed), failed: sum(runner.failed), skipped: sum(runner.skipped) };
    if (counts.passed + counts.failed + counts.skipped === 0) return null;
    const failing: FailingTest[] = lines.flatMap((line) => {
      const [, name] = runner.failing.exec(line) ?? [];
      return name === undefined ? [] : [{ name: name.trim(), file: null }];
    });
    const announced = marks.reduce((total, [, digits]) => total + Number(digits ?? 0), 0);
    const isWhole = announced === 0 || announced === counts.passed + counts.failed + counts.skipped;
    const named = counts.failed === 0 ? [] : distinctTests(failing);
    return { format: runner.format, tests: isWhole ? testResults(counts, named) : unsureResults(named) };
  },
}));
