import { distinctTests, testResults, unsureResults, type FailingTest } from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';
import { sumOfCounts } from './summary-words.js';

const counts =
  /^(?:\[[A-Z]+\] +)?Tests run: (\d+), Failures: (\d+), Errors: (\d+), Skipped: (\d+)(?:, Flakes: \d+)?\s*$/;

/** What Maven prints at the end of a module's tests; the lines of single classes, which tell a time, are left out. */
export const surefireText: TextParser = {
  format: 'surefire',
  parse(lines) {
    const all = lines.flatMap((line) => {
      const numbers = counts.exec(line);
      if (numbers === null) return [];
      const [, ran = 0, failures = 0, errors = 0, skipped = 0] = numbers.map(Number);
      return [{ passed: ran - failures - errors - skipped, failed: failures + errors, skipped }];
    });
    const sum = sumOfCounts(all);
    const failing = failedTests(lines);
    if (sum === undefined) {
      const hasClasses = lines.some((line) =>
        /Tests run: \d+, Failures: \d+, Errors: \d+, Skipped: \d+, Time elapsed/.test(line),
      );
      return hasClasses ? { format: this.format, tests: unsureResults(failing) } : null;
    }
    const isTrue = all.every(({ passed }) => passed >= 0);
    return { format: this.format, tests: isTrue ? testResults(sum, failing) : unsureResults(failing) };
  },
};

/** `[ERROR] com.example.CalcTest.subtracts -- Time elapsed: 0.01 s <<< FAILURE!`; older: `subtracts(com.example.CalcTest)  Time elapsed: ...` */
function failedTests(lines: readonly string[]): FailingTest[] {
  return distinctTests(
    lines.flatMap((line) => {
      const [, name] =
        /^(?:\[ERROR\] +)?(\S.*?)(?: --)? +Time elapsed: [\d.,]+ s(?:ec)? +<<< (?:FAILURE|ERROR)!/.exec(
          line,
        ) ?? [];
      return name === undefined || name.startsWith('Tests run:') ? [] : [{ name, file: null }];
    }),
  );
}
