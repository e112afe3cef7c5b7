import * as z from 'zod';
import { testResults, unsureResults } from '../parsed-report.js';
import type { JsonParser } from '../report-parser.js';

const count = z.number().int().nonnegative();
const schema = z.object({
  numPassedTests: count,
  numFailedTests: count,
  numPendingTests: count.default(0),
  numTodoTests: count.default(0),
  numTotalTests: count,
  testResults: z.array(
    z.object({
      name: z.string().optional(),
      status: z.string().optional(),
      assertionResults: z.array(
        z.object({ fullName: z.string().default(''), title: z.string().default(''), status: z.string() }),
      ),
    }),
  ),
});

/** `jest --json` and `vitest --reporter=json`. A file that could not be run is one failed test. */
export const jestJson: JsonParser = {
  format: 'jest-json',
  parse(document) {
    const report = schema.safeParse(document);
    if (!report.success) return null;
    const { testResults: files, ...said } = report.data;
    const tests = files.flatMap(({ name, assertionResults }) =>
      assertionResults.map((test) => ({ ...test, file: name ?? null })),
    );
    const failed = tests.filter(({ status }) => status === 'failed');
    const broken = files.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    );
    const failing = [
      ...failed.map(({ fullName, title, file }) => ({ name: fullName.trim() || title, file })),
      ...broken.map(({ name }) => ({ name: name ?? '', file: name ?? null })),
    ];
    const passed = tests.filter(({ status }) => status === 'passed').length;
    // Vitest 1 counts what was skipped among the passed; the list of all tests does not.
    const isTrue = said.numFailedTests === failed.length && said.numPassedTests >= passed;
    const isListed = said.numPassedTests === passed || said.numTotalTests === tests.length;
    if (!isTrue || !isListed || said.numTotalTests < passed + failed.length) {
      return { format: this.format, tests: unsureResults(failing) };
    }
    const skipped = said.numTotalTests - passed - failed.length;
    const counts = { passed, failed: failed.length + broken.length, skipped };
    return { format: this.format, tests: testResults(counts, failing) };
  },
};
