import { distinctTests, testResults, unsureResults, type FailingTest } from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';
import { countsByWord, sumOfCounts } from './summary-words.js';

const testLine = /^(?:.* )?(\S+(?: > \S.*)+) (PASSED|FAILED|SKIPPED)\s*$/;

/**
 * Gradle. It prints counts when a test failed, else only what the build asks for: every test, if the build names those
 * that passed.
 */
export const gradleText: TextParser = {
  format: 'gradle',
  parse(lines) {
    const results = lines.flatMap((line) => {
      const [, name, outcome] = testLine.exec(line) ?? [];
      return name === undefined ? [] : [{ name, outcome }];
    });
    const failing: FailingTest[] = distinctTests(
      results.flatMap(({ name, outcome }) => (outcome === 'FAILED' ? [{ name, file: null }] : [])),
    );
    const summaries = lines.flatMap((line) => {
      const [, ran, rest = ''] = /^(\d+) tests? completed((?:, \d+ \w+)*)\s*$/.exec(line) ?? [];
      if (ran === undefined) return [];
      const words = countsByWord(rest);
      const [failed = 0, skipped = 0] = [words.get('failed'), words.get('skipped')];
      return [{ passed: Number(ran) - failed - skipped, failed, skipped }];
    });
    const isGradle = lines.some((line) => /^(?:BUILD (?:SUCCESSFUL|FAILED) in |> Task :)/.test(line));
    const sum = sumOfCounts(summaries);
    if (sum !== undefined && sum.passed >= 0)
      return { format: this.format, tests: testResults(sum, failing) };
    if (!isGradle || results.length === 0) return null;
    const count = (wanted: string): number => results.filter(({ outcome }) => outcome === wanted).length;
    const isWhole =
      count('PASSED') > 0 &&
      failing.length === 0 &&
      lines.some((line) => line.startsWith('BUILD SUCCESSFUL'));
    const tests = isWhole
      ? testResults({ passed: count('PASSED'), failed: 0, skipped: count('SKIPPED') }, [])
      : unsureResults(failing);
    return { format: this.format, tests };
  },
};
