import { testResults, unsureResults, type FailingTest, type TestResults } from '../parsed-report.js';

export type GoOutcome = 'pass' | 'fail' | 'skip';

/** The tests of one Go package, as they come in. */
export interface GoPackage {
  readonly name: string;
  /** Null for a test that began and was not seen to end. */
  readonly tests: ReadonlyMap<string, GoOutcome | null>;
  /** Null when the end of the package was not seen. */
  readonly outcome: GoOutcome | null;
  /** Whether it ended by a panic, which ends every test that runs. */
  readonly hasPanicked: boolean;
}

/** Counts the tests without subtests of their own; a package that could not be built or started is one failed test. */
export function goResults(packages: readonly GoPackage[]): TestResults {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failing: FailingTest[] = [];
  let isSure = packages.every(({ outcome }) => outcome !== null);
  for (const { name, tests, outcome, hasPanicked } of packages) {
    const failedBefore = failing.length;
    // Innermost first, so that a parent is judged after what is in it.
    const inner = [...tests].sort(([a], [b]) => b.split('/').length - a.split('/').length);
    const parents = new Set(inner.flatMap(([test]) => parentsOf(test)));
    for (const [test, seen] of inner) {
      const result = seen ?? (outcome === 'fail' && hasPanicked ? 'fail' : null);
      const isExplained = parents.has(test) && failing.some((each) => each.name.startsWith(`${test}/`));
      if (result === 'fail' && !isExplained) failing.push({ name: test, file: name });
      else if (result === null) isSure = false;
      if (parents.has(test)) continue;
      if (result === 'pass') counts.passed += 1;
      if (result === 'skip') counts.skipped += 1;
    }
    if (outcome === 'fail' && failing.length === failedBefore) failing.push({ name, file: name });
  }
  counts.failed = failing.length;
  return isSure ? testResults(counts, failing) : unsureResults(failing);
}

function parentsOf(test: string): string[] {
  const parts = test.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
