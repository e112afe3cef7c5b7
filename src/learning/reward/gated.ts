import type { Outcome } from './outcome.js';

/** The `gated` reward with all that went into it; a part that nobody looked at is null. */
export interface GatedScore {
  /** 0 to 1; null when nothing at all was seen. */
  readonly reward: number | null;
  /** 0 to 1: what the checks say, without the verdict. */
  readonly quality: number | null;
  /** 0 to 1: the share of the tests that passed. */
  readonly tests: number | null;
  /** 0 to 1: 1 without new errors, half with every 5 more. */
  readonly errors: number | null;
  readonly compile: number | null;
  /** 0 to 1: 0.9 for unchanged coverage, 0.1 more or less with every percentage point. */
  readonly coverage: number | null;
  /** 0 to 1: the share of the edits that was kept. */
  readonly verdict: number | null;
  /** 0 to 1: how much of the reward the verdict makes. */
  readonly verdictWeight: number;
  /** Required checks that got worse, each of which makes the reward 0. */
  readonly gates: readonly string[];
}

const weights = { tests: 3, errors: 2, compile: 1, coverage: 1 } as const;
const errorsForHalf = 5;
const coverageUnchanged = 0.9;
const pointsForWhole = 10;

/**
 * The `gated` reward: 0 if a required check got worse, else `(1 - w) * quality + w * verdict`.
 *
 * `quality` is the mean of what was seen, weighted: tests 3 (share passed), errors 2 (`2 ** (-new errors / 5)`), compile 1,
 * coverage 1 (`0.9 + change in percentage points / 10`, within 0 and 1). What is missing is left out, never guessed. `w` is
 * the verdict's strength, 0 without one; without any quality the verdict stands alone.
 */
export function gatedScore({
  compile,
  tests,
  findings,
  coverage,
  verdict,
  regressions,
}: Outcome): GatedScore {
  const errors = Object.values(findings).filter((each) => each !== null);
  const total = errors.reduce((sum, each) => sum + each.value, 0);
  const testCount = tests === null ? 0 : tests.value.passed + tests.value.failed;
  const change = coverage?.value.changePct ?? null;
  const parts = {
    tests: tests === null || testCount === 0 ? null : tests.value.passed / testCount,
    errors: errors.length === 0 ? null : 2 ** (-total / errorsForHalf),
    compile: compile === null ? null : Number(compile.value),
    coverage: change === null ? null : clamp(coverageUnchanged + change / pointsForWhole),
  };
  const quality = meanOf(parts);
  const share = verdict?.value.share ?? null;
  const weight = verdict === null ? 0 : quality === null ? 1 : verdict.value.strength;
  const open = quality === null ? share : clamp((1 - weight) * quality + weight * (share ?? 0));
  return {
    ...parts,
    quality,
    verdict: share,
    verdictWeight: weight,
    gates: regressions.map(({ words }) => words),
    reward: regressions.length > 0 ? 0 : open,
  };
}

function meanOf(parts: Readonly<Record<keyof typeof weights, number | null>>): number | null {
  let sum = 0;
  let mass = 0;
  for (const name of ['tests', 'errors', 'compile', 'coverage'] as const) {
    const value = parts[name];
    if (value === null) continue;
    sum += weights[name] * value;
    mass += weights[name];
  }
  return mass === 0 ? null : clamp(sum / mass);
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
