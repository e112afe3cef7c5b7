import { testResults, unsureResults, type FailingTest } from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';
import { countsByWord, sumOfCounts, type Counts } from './summary-words.js';

const testsLine = /^\s*Tests {2,}(no tests|(?:\d+ [a-z ]+?(?: \| )?)+?)(?: \((\d+)\))?\s*$/;

/** What vitest prints with any of its reporters for people. */
export const vitestText: TextParser = {
  format: 'vitest',
  parse(all) {
    // In watch mode the last run replaces those before.
    const lines = all.slice(
      Math.max(
        0,
        all.findLastIndex((line) => /^\s*RERUN /.test(line)),
      ),
    );
    const failing = failedTests(lines);
    const broken = brokenSuites(lines);
    const runs = lines.flatMap((line, index) => {
      const [, list, total] = testsLine.exec(line) ?? [];
      // What a test prints may look like the line alone.
      const before = lines.slice(Math.max(0, index - 2), index);
      const isSummary = before.some((each) => /^\s*Test Files {2,}/.test(each));
      return list !== undefined && isSummary ? [countsOf(list, total, broken > 0)] : [];
    });
    if (runs.length === 0) {
      const isVitest = lines.some((line) => /^\s*(?:RUN|RERUN) {2}/.test(line) && /v\d+\.\d+/.test(line));
      return isVitest ? { format: this.format, tests: unsureResults(failing) } : null;
    }
    const sure = runs.filter((run) => run !== null);
    const sum = sumOfCounts(sure);
    if (sum === undefined || sure.length < runs.length) {
      return { format: this.format, tests: unsureResults(failing) };
    }
    return { format: this.format, tests: testResults({ ...sum, failed: sum.failed + broken }, failing) };
  },
};

/** Null when the numbers do not add up. Tests of a group that could not be set up may be in the total only. */
function countsOf(list: string, total: string | undefined, hasBroken: boolean): Counts | null {
  const words = countsByWord(list);
  const count = (word: string): number => words.get(word) ?? 0;
  const [passed, failed] = [count('passed'), count('failed')];
  const skipped = count('skipped') + count('todo') + count('expected fail');
  const missing = total === undefined ? 0 : Number(total) - passed - failed - skipped;
  return missing === 0 || (missing > 0 && hasBroken) ? { passed, failed, skipped: skipped + missing } : null;
}

/** `⎯⎯ Failed Suites 2 ⎯⎯` */
function brokenSuites(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Number(/^⎯+ Failed Suites (\d+) ⎯+$/.exec(line)?.[1] ?? 0), 0);
}

/** ` FAIL  |project| test/a.test.ts > group > name`; files and groups that could not be run are among them. */
function failedTests(lines: readonly string[]): FailingTest[] {
  return lines.flatMap((line) => {
    const [, text] = /^ ?FAIL {2}(?:\|[^|]+\| )?(\S.*)$/.exec(line) ?? [];
    if (text === undefined) return [];
    const [file = '', ...names] = text.replace(/ \[ .* \]$/, '').split(' > ');
    return [{ name: names.length === 0 ? file : names.join(' > '), file }];
  });
}
