import type { Candidate } from './arm.js';
import { beliefOf } from './belief.js';
import { betaQuantile } from './beta-functions.js';
import { chancesToBeBest } from './chances.js';
import { leaderOf, weakestOf } from './leader.js';
import { runsUntilVerdict, verdictOn, type Verdict } from './verdict.js';

/** What the standings say of one arm besides its counts. */
export interface ArmStatistics {
  readonly arm: string;
  /** Bounds of the 95 % credible interval of its mean reward. */
  readonly low: number;
  readonly high: number;
  /** Probability that its mean is the highest of all, given the starting guesses and the runs. */
  readonly chanceToBeBest: number;
  /** Cost of a run over its mean reward, in the unit of the costs; null when either is not known. */
  readonly costPerSuccess: number | null;
  /**
   * Whether the arm with the highest mean is better than this one; for that arm itself, whether it is better than all
   * others: the weakest of their verdicts.
   */
  readonly verdict: Verdict;
  /** About how many more runs until that is decided; 0 when it is, null when it would be thousands or cannot be told. */
  readonly moreRuns: number | null;
}

type Comparison = Pick<ArmStatistics, 'verdict' | 'moreRuns'>;

const intervalTail = 0.025;

/** The statistics of arms that compete, in their order. Verdicts use runs alone, never a starting guess. */
export function armStatistics(candidates: readonly Candidate[]): ArmStatistics[] {
  if (candidates.length === 0) return [];
  const beliefs = candidates.map(beliefOf);
  const chances = chancesToBeBest(beliefs);
  const comparisons = comparisonsOf(candidates);
  return candidates.map(({ arm, trials, wins, cost = null }, index) => {
    const { alpha, beta } = beliefs[index] ?? { alpha: 1, beta: 1 };
    return {
      arm,
      low: betaQuantile(intervalTail, alpha, beta),
      high: betaQuantile(1 - intervalTail, alpha, beta),
      chanceToBeBest: chances[index] ?? 0,
      costPerSuccess: cost === null || trials <= 0 || wins <= 0 ? null : (cost * trials) / wins,
      ...(comparisons[index] ?? { verdict: 'too early', moreRuns: null }),
    };
  });
}

/** How each arm compares with the leader, and the leader with all. */
function comparisonsOf(candidates: readonly Candidate[]): Comparison[] {
  const leader = leaderOf(candidates);
  if (leader === undefined) return [];
  const rivals = candidates.length - 1;
  const compare = (rival: Candidate): Comparison => ({
    verdict: verdictOn(leader, rival, rivals),
    moreRuns: runsUntilVerdict(leader, rival, rivals),
  });
  const compared = candidates.map((each) => (each === leader ? undefined : compare(each)));
  const withRivals = compared.filter((each) => each !== undefined);
  const waits = withRivals.map(({ moreRuns }) => moreRuns);
  const overall: Comparison = {
    verdict: weakestOf(withRivals.map(({ verdict }) => verdict)),
    moreRuns: waits.reduce<number | null>(
      (longest, each) => (longest === null || each === null ? null : Math.max(longest, each)),
      0,
    ),
  };
  return compared.map((each) => each ?? overall);
}
