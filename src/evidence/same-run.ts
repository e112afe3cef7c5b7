import type { ParsedReport } from './parsed-report.js';

/** Formats that tell of the same run as a text beside them in one output, by the format of the text. */
const documentOf: Readonly<Record<string, string>> = {
  vitest: 'jest-json',
  jest: 'jest-json',
  mocha: 'mocha-json',
  'dotnet-test': 'trx',
};
const anyRunner = ['junit', 'tap'];

/** The reports of one output, without those that tell of tests a second time in another notation. */
export function withoutRepeatedTests(reports: readonly ParsedReport[]): ParsedReport[] {
  return reports.filter(
    (report) =>
      !reports.some((other) => other !== report && isSameRun(report, other)) || report.tests === null,
  );
}

/** Whether a text tells what a document tells, too. */
function isSameRun(text: ParsedReport, document: ParsedReport): boolean {
  if (text.tests === null || document.tests === null || text.format === document.format) return false;
  if (documentOf[text.format] === document.format) return true;
  if (!anyRunner.includes(document.format) || anyRunner.includes(text.format)) return false;
  const { passed, failed, skipped } = document.tests;
  return passed === text.tests.passed && failed === text.tests.failed && skipped === text.tests.skipped;
}
