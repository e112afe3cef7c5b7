import { testResults, unsureResults, type FailingTest } from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';
import { sumOfCounts } from './summary-words.js';

/** What mocha prints at the end with any of its reporters for people. A hook that failed is one failed test. */
export const mochaText: TextParser = {
  format: 'mocha',
  parse(lines) {
    const starts = lines.flatMap((line, index) =>
      /^ {2}(\d+) passing \([\d.]+(?:ms|s|m|h)\)\s*$/.test(line) ? [index] : [],
    );
    if (starts.length === 0) return null;
    const all = starts.map((start) => {
      const [passed = 0, pending = 0, failed = 0] = ['passing', 'pending', 'failing'].map((word) => {
        const said = lines
          .slice(start, start + 3)
          .map((line) => new RegExp(`^ {2}(\\d+) ${word}\\b`).exec(line)?.[1]);
        return Number(said.find((digits) => digits !== undefined) ?? 0);
      });
      return { passed, skipped: pending, failed, failing: failedTests(lines.slice(start, start + 100_000)) };
    });
    const failing = all.flatMap((each) => each.failing.slice(0, each.failed));
    const sum = sumOfCounts(all);
    // A failure that is explained but not counted: the line with the count is missing.
    const isTrue = all.every((each) => each.failing.length <= each.failed);
    return {
      format: this.format,
      tests: sum === undefined || !isTrue ? unsureResults(failing) : testResults(sum, failing),
    };
  },
};

/** `  1) group` and, deeper, the rest of the name up to a colon. */
function failedTests(lines: readonly string[]): FailingTest[] {
  const found: FailingTest[] = [];
  let words: string[] | null = null;
  for (const line of lines) {
    const [, number, first] = /^ {2}(\d+)\) (\S.*)$/.exec(line) ?? [];
    if (number !== undefined && first !== undefined && Number(number) === found.length + 1) words = [first];
    else if (words !== null && /^ {5,}\S/.test(line)) words.push(line.trim());
    else continue;
    if (!line.trimEnd().endsWith(':')) continue;
    found.push({ name: words.join(' ').replace(/:$/, ''), file: null });
    words = null;
  }
  return found;
}
