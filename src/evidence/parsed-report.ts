import type { Finding, RawFinding } from './finding.js';

/** A test that failed, by the runner's own name for it. */
export interface FailingTest {
  readonly name: string;
  /** As the runner wrote it; null when it named none. */
  readonly file: string | null;
}

/**
 * What a runner said of its tests. A number is null when the report does not say it or contradicts itself. Skipped holds
 * everything that was neither passed nor failed: skipped, todo, pending, expected failures. A file or set-up that could
 * not be run is one failed test.
 */
export interface TestResults {
  readonly passed: number | null;
  readonly failed: number | null;
  readonly skipped: number | null;
  readonly total: number | null;
  /** May hold fewer than `failed`, where the report names not all. */
  readonly failing: readonly FailingTest[];
}

/** What one tool wrote. */
export interface ParsedReport {
  /** Tool, and for files the notation, e.g. `vitest`, `eslint-json`. */
  readonly format: string;
  /** Null when the report is not about tests. */
  readonly tests: TestResults | null;
  /** Null when the report is not about code; empty when the tool looked and found nothing. */
  readonly findings: readonly Finding[] | null;
  /** Covered lines, 0 to 100; null when not said. */
  readonly coveragePct: number | null;
}

/** What a parser reads; kinds of findings are looked up afterwards. */
export interface RawReport {
  readonly format: string;
  readonly tests?: TestResults;
  readonly findings?: readonly RawFinding[];
  readonly coveragePct?: number;
}

/** Results whose numbers are all known. */
export function testResults(
  counts: { readonly passed: number; readonly failed: number; readonly skipped: number },
  failing: readonly FailingTest[],
): TestResults {
  const { passed, failed, skipped } = counts;
  return { passed, failed, skipped, total: passed + failed + skipped, failing: distinctTests(failing) };
}

/** Results of a report whose numbers are not sure, because it is cut off or contradicts itself. */
export function unsureResults(failing: readonly FailingTest[]): TestResults {
  return { passed: null, failed: null, skipped: null, total: null, failing: distinctTests(failing) };
}

/** Results of several runs of one runner together; not sure if one of them is not. */
export function sumOfResults(runs: readonly TestResults[]): TestResults {
  const failing = runs.flatMap((run) => run.failing);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of runs) {
    if (passed === null || failed === null || skipped === null) return unsureResults(failing);
    counts.passed += passed;
    counts.failed += failed;
    counts.skipped += skipped;
  }
  return testResults(counts, failing);
}

export function distinctTests<T extends FailingTest>(tests: readonly T[]): T[] {
  return [...new Map(tests.map((test) => [`${test.file ?? ''}\n${test.name}`, test])).values()];
}

/** Covered of all lines in percent with two decimals; undefined when there are none. */
export function percentage(covered: number, all: number): number | undefined {
  return all > 0 && covered >= 0 && covered <= all ? Math.round((covered / all) * 10_000) / 100 : undefined;
}
