import type { FindingCounts } from './evidence.js';
import { countFindings, distinctFindings } from './finding.js';
import type { FailingTest, ParsedReport } from './parsed-report.js';

/** What a file with the output of one or several tools says in all; null where it does not say or is not sure. */
export interface OutputSummary {
  /** Of each tool, joined by `+`. */
  readonly format: string;
  readonly passed: number | null;
  readonly failed: number | null;
  readonly skipped: number | null;
  readonly total: number | null;
  readonly failing: readonly FailingTest[] | null;
  /** Errors. */
  readonly findings: FindingCounts | null;
  readonly warnings: FindingCounts | null;
  /** Covered lines, 0 to 100. */
  readonly coveragePct: number | null;
}

/** Coverage may be printed rounded beside the exact number. */
const roundingPct = 1;

/** Adds up the reports of one file. No finding counts twice, and a number that one report is not sure of is not known. */
export function summarise(reports: readonly ParsedReport[]): OutputSummary {
  const tests = reports.flatMap((report) => report.tests ?? []);
  const sum = (name: 'passed' | 'failed' | 'skipped' | 'total'): number | null =>
    tests.length === 0 || tests.some((each) => each[name] === null)
      ? null
      : tests.reduce((total, each) => total + (each[name] ?? 0), 0);
  const findings = findingsOf(reports);
  return {
    format: [...new Set(reports.map(({ format }) => format))].join('+'),
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    total: sum('total'),
    failing: tests.length === 0 ? null : tests.flatMap(({ failing }) => failing),
    findings: findings === null ? null : countFindings(findings, 'error'),
    warnings: findings === null ? null : countFindings(findings, 'warning'),
    coveragePct: coverageOf(reports),
  };
}

function findingsOf(reports: readonly ParsedReport[]): ReturnType<typeof distinctFindings> | null {
  // A report that says nothing is one that was cut off.
  const isCutOff = reports.some(
    ({ tests, findings, coveragePct }) => tests === null && findings === null && coveragePct === null,
  );
  const known = reports.flatMap(({ findings }) => (findings === null ? [] : [findings]));
  return known.length === 0 || isCutOff ? null : distinctFindings(known.flat());
}

function coverageOf(reports: readonly ParsedReport[]): number | null {
  const [first, ...others] = reports.flatMap(({ coveragePct }) => coveragePct ?? []);
  return first === undefined || others.some((each) => Math.abs(each - first) > roundingPct) ? null : first;
}
