import type { CommandEvidence, TestCounts } from '../../evidence/evidence.js';
import { widest } from './credited-checks.js';
import { originOf, type Seen } from './seen.js';

/** The last result of the tests; null when none ran. Counts that were not seen count as one test, by the exit code. */
export function testsSeen(results: readonly CommandEvidence[]): Seen<TestCounts> | null {
  const last = lastTests(results);
  if (last === undefined) return null;
  const origins = [originOf(last)];
  // A run of no tests that ends badly could not find or load them.
  if (last.tests !== null && (last.exitCode === null || last.exitCode === 0 || countOf(last.tests) > 0)) {
    return { value: last.tests, words: `${last.tests.passed}/${countOf(last.tests)}`, origins };
  }
  const hasPassed = last.exitCode === 0;
  return {
    value: hasPassed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
    words: `${hasPassed ? 'passed' : 'failed'}; the counts were not seen, so it counts as one test`,
    origins,
  };
}

/**
 * The latest result of the widest scope. One whose counts were not seen does not replace earlier counts that agree with its
 * exit code, since a report is often written just before its command ends.
 */
export function lastTests(results: readonly CommandEvidence[]): CommandEvidence | undefined {
  const candidates = widest(
    results.filter(({ check, tests, exitCode }) => tests !== null || (check === 'test' && exitCode !== null)),
  );
  const last = candidates.at(-1);
  if (last === undefined || last.tests !== null) return last;
  const seen = candidates.findLast(({ tests }) => tests !== null);
  const hasPassed = seen?.tests?.failed === 0;
  return seen !== undefined && hasPassed === (last.exitCode === 0) ? seen : last;
}

function countOf({ passed, failed }: TestCounts): number {
  return passed + failed;
}
