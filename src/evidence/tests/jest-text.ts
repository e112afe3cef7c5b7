import { distinctTests, testResults, unsureResults, type FailingTest } from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';
import { countsByWord, sumOfCounts } from './summary-words.js';

const testsLine = /^Tests: {2,}((?:\d+ [a-z]+, )*)(\d+) total\s*$/;
/** Sections about a file that are no tests. */
const notATest = /^(?:Console|Test suite failed to run|Cannot log after|process\.exit called)/;

/** What Jest prints with its reporters for people. A file that could not be run is one failed test. */
export const jestText: TextParser = {
  format: 'jest',
  parse(lines) {
    const summaries = lines.flatMap((line, index) => {
      const [, list, total] = testsLine.exec(line) ?? [];
      const isSummary = /^Test Suites: /.test(lines[index - 1] ?? '');
      return list !== undefined && isSummary ? [{ counts: countsByWord(list), total: Number(total) }] : [];
    });
    const { failing, broken } = failedTests(lines);
    if (summaries.length === 0) {
      return failing.length + broken.length > 0 && lines.some((line) => /^ ?(?:PASS|FAIL) +\S+/.test(line))
        ? { format: this.format, tests: unsureResults([...failing, ...broken]) }
        : null;
    }
    const all = summaries.map(({ counts, total }) => {
      const passed = counts.get('passed') ?? 0;
      const failed = counts.get('failed') ?? 0;
      const skipped = total - passed - failed;
      const others = (counts.get('skipped') ?? 0) + (counts.get('todo') ?? 0) + (counts.get('pending') ?? 0);
      return { passed, failed, skipped, isTrue: skipped === others };
    });
    const sum = sumOfCounts(all);
    if (sum === undefined || all.some(({ isTrue }) => !isTrue)) {
      return { format: this.format, tests: unsureResults([...failing, ...broken]) };
    }
    return {
      format: this.format,
      tests: testResults({ ...sum, failed: sum.failed + broken.length }, [...failing, ...broken]),
    };
  },
};

/** `FAIL test/a.test.js`, then `  ● group › name`; repeated in a summary of many failures. */
function failedTests(lines: readonly string[]): { failing: FailingTest[]; broken: FailingTest[] } {
  let file: string | null = null;
  const failing: FailingTest[] = [];
  const broken: FailingTest[] = [];
  for (const line of lines) {
    const [, result, path] = /^ ?(PASS|FAIL) +(?:\S+ +)??(\S+\.\w+)(?: \([\d.]+ m?s\))?\s*$/.exec(line) ?? [];
    if (result !== undefined) file = result === 'FAIL' ? (path ?? null) : null;
    const [, title] = /^ {2}● (\S.*)$/.exec(line) ?? [];
    if (title === undefined || file === null) continue;
    if (title === 'Test suite failed to run') broken.push({ name: file, file });
    else if (!notATest.test(title)) failing.push({ name: title, file });
  }
  return { failing: distinctTests(failing), broken: distinctTests(broken) };
}
