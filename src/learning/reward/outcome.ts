import type { Evidence, TestCounts } from '../../evidence/evidence.js';
import { reviewedShare } from '../../evidence/review-evidence.js';
import { compileSeen } from './compile-seen.js';
import { coverageSeen, type Coverage } from './coverage-seen.js';
import { creditedChecks } from './credited-checks.js';
import { findingsSeen, type FindingsSeen } from './findings-seen.js';
import { regressionsOf, type Regression } from './regressions.js';
import { reportedOutcome } from './reported-outcome.js';
import type { Seen } from './seen.js';
import { testsSeen } from './tests-seen.js';
import { verdictSeen, type VerdictShare } from './verdict-seen.js';
import { weakenedChecks, type WeakenedChecks } from './weakened-checks.js';

/** What checks said of a run, each part from one source; null where nobody looked. */
export interface CheckedParts {
  readonly compile: Seen<boolean> | null;
  readonly tests: Seen<TestCounts> | null;
  readonly findings: FindingsSeen;
  readonly coverage: Seen<Coverage> | null;
  /** Required checks that the run made worse. */
  readonly regressions: readonly Regression[];
}

/** How a run came out, as far as anybody saw it. */
export interface Outcome extends CheckedParts {
  readonly verdict: Seen<VerdictShare> | null;
  readonly weakened: WeakenedChecks;
  /** Changed lines that wait for a person's word. */
  readonly pendingLines: number;
  /** Whether a check or a verdict judged the run; otherwise it is not scored. */
  readonly isJudged: boolean;
}

/**
 * Derives how a run came out from all of its evidence, in any order, and what a person `said` of the whole run (the share
 * kept, or null). What a caller reported comes before what checks say; the latest of each kind counts. A weakened check
 * changes what was seen: a test that was removed, skipped or weakened counts as failed, a suppressed finding as an error.
 */
export function outcomeOf(evidence: readonly Evidence[], said: number | null): Outcome {
  const inOrder = [...evidence].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  const reported = inOrder.findLast((each) => each.kind === 'reported');
  const weakened = weakenedChecks(inOrder);
  const parts = reported === undefined ? checkedParts(inOrder, weakened) : reportedOutcome(reported);
  const verdict = verdictSeen(inOrder, said);
  const { compile, tests, findings } = parts;
  return {
    ...withWeakened(parts, weakened),
    verdict,
    weakened,
    pendingLines: reviewedShare(inOrder).pendingLines,
    isJudged: [verdict, compile, tests, ...Object.values(findings)].some((each) => each !== null),
  };
}

function checkedParts(evidence: readonly Evidence[], weakened: WeakenedChecks): CheckedParts {
  const checks = creditedChecks(evidence);
  const findings = findingsSeen(checks, evidence);
  const compile = compileSeen(checks.during, findings.type);
  const tests = testsSeen(checks.during);
  const typeErrors = findings.type?.value ?? null;
  const regressions = regressionsOf(checks, { compile, tests, typeErrors, weakenedTests: weakened.tests });
  return { compile, tests, findings, coverage: coverageSeen(checks), regressions };
}

function withWeakened(parts: CheckedParts, { tests, findings, places }: WeakenedChecks): CheckedParts {
  const origins = [
    { source: 'edits', label: [...new Set(places.map(({ path }) => path))].join(', '), at: null },
  ] as const;
  const add = <T>(seen: Seen<T> | null, none: T, value: (before: T) => T, words: string): Seen<T> => ({
    value: value(seen?.value ?? none),
    words: seen === null ? words : `${seen.words}; ${words}`,
    origins: [...(seen?.origins ?? []), ...origins],
  });
  return {
    ...parts,
    tests:
      tests === 0
        ? parts.tests
        : add(
            parts.tests,
            { passed: 0, failed: 0 },
            (seen) => ({ ...seen, failed: seen.failed + tests }),
            `${tests} removed, skipped or weakened, counted as failed`,
          ),
    findings:
      findings === 0
        ? parts.findings
        : {
            ...parts.findings,
            lint: add(
              parts.findings.lint,
              0,
              (count) => count + findings,
              `${findings} suppressed, counted as errors`,
            ),
          },
  };
}
