import type { Evidence } from '../../evidence/evidence.js';
import type { WeakenedCheck } from '../../evidence/weakened-evidence.js';

/** What a run did to the checks that judge it. */
export interface WeakenedChecks {
  /** Tests that it removed, skipped or weakened: each counts as failed. */
  readonly tests: number;
  /** Findings that it suppressed: each counts as an error. */
  readonly findings: number;
  readonly places: readonly (WeakenedCheck & { readonly path: string })[];
}

/** Sums up what the run's edits weaken as they are now. */
export function weakenedChecks(evidence: readonly Evidence[]): WeakenedChecks {
  const latest = new Map(
    evidence.flatMap((each) => (each.kind === 'weakened' ? [[each.path, each.checks] as const] : [])),
  );
  const places = [...latest].flatMap(([path, checks]) => checks.map((check) => ({ path, ...check })));
  const sum = (countOf: (effect: WeakenedCheck['effect']) => number): number =>
    places.reduce((total, { effect }) => total + countOf(effect), 0);
  return {
    tests: sum(
      ({ removedTests = 0, skippedTests = 0, weakenedAssertions = 0 }) =>
        removedTests + skippedTests + weakenedAssertions,
    ),
    findings: sum(({ suppressedFindings = 0 }) => suppressedFindings),
    places,
  };
}
