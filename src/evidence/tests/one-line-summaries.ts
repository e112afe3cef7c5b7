import { distinctTests, testResults, type FailingTest } from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';
import { countsByWord, sumOfCounts, type Counts } from './summary-words.js';

interface Runner {
  readonly format: string;
  /** Matches the line that sums up, and gives its counts. */
  readonly summary: RegExp;
  readonly counts: (match: RegExpExecArray) => Counts;
  /** The first group is the name of a failed test. */
  readonly failed: RegExp;
}

const number = (digits: string | undefined): number => Number(digits ?? 0);

/** Runners that say everything in one line. */
const runners: readonly Runner[] = [
  {
    // `ok | 5 passed (2 steps) | 1 failed | 1 ignored (12ms)`
    format: 'deno-test',
    summary:
      /^(?:ok|FAILED) \| (\d+) passed(?: \(.*?\))? \| (\d+) failed(?: \(.*?\))?((?: \| \d+ [a-z ]+?(?: \(.*?\))?)*) \([\dms]+\)\s*$/,
    counts: ([, passed, failed, rest]) => ({
      passed: number(passed),
      failed: number(failed),
      skipped: countsByWord(rest ?? '').get('ignored') ?? 0,
    }),
    failed: /^(\S.*?) \.\.\. .*FAILED \(.*\)$/,
  },
  {
    // `6 examples, 1 failure, 1 pending`
    format: 'rspec',
    summary:
      /^(\d+) examples?, (\d+) failures?(?:, (\d+) pending)?(?:, (\d+) errors? occurred outside of examples)?\s*$/,
    counts: ([, all, failed, pending, outside]) => ({
      passed: number(all) - number(failed) - number(pending),
      failed: number(failed) + number(outside),
      skipped: number(pending),
    }),
    failed: /^rspec \.?\S+ # (.+)$/,
  },
  {
    // `OK (5 tests, 7 assertions)`
    format: 'phpunit',
    summary: /^OK \((\d+) tests?, \d+ assertions?\)\s*$/,
    counts: ([, all]) => ({ passed: number(all), failed: 0, skipped: 0 }),
    failed: /^$(.)/,
  },
  {
    // `Tests: 6, Assertions: 7, Errors: 1, Failures: 1, Skipped: 1, Incomplete: 1.`
    format: 'phpunit',
    summary: /^Tests: (\d+), Assertions: \d+((?:, [A-Z][A-Za-z ]+: \d+)*)\.\s*$/,
    counts: ([, all, rest = '']) => {
      const words = new Map(
        [...rest.matchAll(/, ([A-Za-z ]+): (\d+)/g)].map(([, word, digits]) => [word, number(digits)]),
      );
      const failed = (words.get('Errors') ?? 0) + (words.get('Failures') ?? 0);
      const skipped = (words.get('Skipped') ?? 0) + (words.get('Incomplete') ?? 0);
      return { passed: number(all) - failed - skipped, failed, skipped };
    },
    failed: /^\d+\) (\S+::\S.*)$/,
  },
];

/** Runners whose result is one line of output; several such lines, as of several packages, add up. */
export const oneLineSummaries: readonly TextParser[] = runners.map(({ format, summary, counts, failed }) => ({
  format,
  parse(lines) {
    const all = lines.flatMap((line) => {
      const match = summary.exec(line);
      return match === null ? [] : [counts(match)];
    });
    const sum = sumOfCounts(all);
    if (sum === undefined || all.some(({ passed }) => passed < 0)) return null;
    const failing: FailingTest[] = lines.flatMap((line) => {
      const [, name] = failed.exec(line) ?? [];
      return name === undefined ? [] : [{ name, file: null }];
    });
    return { format, tests: testResults(sum, sum.failed === 0 ? [] : distinctTests(failing)) };
  },
}));
