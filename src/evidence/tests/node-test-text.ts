import { testResults, unsureResults, type FailingTest } from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';
import { sumOfCounts } from './summary-words.js';

const names = ['tests', 'suites', 'pass', 'fail', 'cancelled', 'skipped', 'todo'];

/** node:test with its spec reporter. As node itself counts, a test with subtests is a test. */
export const nodeTestText: TextParser = {
  format: 'node-test',
  parse(lines) {
    const summaries = lines.flatMap((line, index) => {
      if (!/^\s*ℹ tests \d+\s*$/.test(line)) return [];
      const said = new Map(
        lines.slice(index, index + names.length).flatMap((each) => {
          const [, name, digits] = /^\s*ℹ (\w+) (\d+)\s*$/.exec(each) ?? [];
          return name === undefined || !names.includes(name) ? [] : [[name, Number(digits)] as const];
        }),
      );
      return [said];
    });
    if (summaries.length === 0) return null;
    const failing = failedTests(lines);
    const all = summaries.map((said) => {
      const [tests, , passed, failed, cancelled, skipped, todo] = names.map((name) => said.get(name));
      if (passed === undefined || failed === undefined || cancelled === undefined) return undefined;
      const counts = { passed, failed: failed + cancelled, skipped: (skipped ?? 0) + (todo ?? 0) };
      return counts.passed + counts.failed + counts.skipped === tests ? counts : undefined;
    });
    const sure = all.filter((each) => each !== undefined);
    const sum = sumOfCounts(sure);
    if (sum === undefined || sure.length < all.length)
      return { format: this.format, tests: unsureResults(failing) };
    return { format: this.format, tests: testResults(sum, failing) };
  },
};

/** Under "failing tests:", `✖ name (1.2ms)`; groups that failed only by their tests are left out. */
function failedTests(lines: readonly string[]): FailingTest[] {
  const start = lines.findIndex((line) => /^\s*✖ failing tests:\s*$/.test(line));
  if (start < 0) return [];
  return lines.slice(start).flatMap((line, index, rest) => {
    const [, name] = /^\s*✖ (.+) \([\d.]+ms\)\s*$/.exec(line) ?? [];
    const isGroup = /^\s*'\d+ subtests? failed'/.test(rest[index + 1] ?? '');
    const [, file] = /^test at (.+):\d+:\d+$/.exec(rest[index - 1] ?? '') ?? [];
    return name === undefined || isGroup ? [] : [{ name, file: file ?? null }];
  });
}
