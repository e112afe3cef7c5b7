/** Runs in which a source was in, or left out, with the same probability; sums are enough, however long the history. */
export interface InclusionTally {
  readonly isIncluded: boolean;
  /** Probability with which the source was included in these runs, in (0, 1). */
  readonly propensity: number;
  /** Scored runs. */
  readonly runs: number;
  readonly rewardSum: number;
  /** Sum of the squares of the rewards. */
  readonly rewardSquares: number;
}

/** `does not pay` proposes to retire the source; a person decides. */
export type UpliftVerdict = 'too early' | 'pays' | 'does not pay';

/** The difference that a context source makes to the mean reward. */
export interface Uplift {
  /** Best estimate, shrunk towards no difference; -1 to 1. */
  readonly difference: number;
  /** Bounds of a 95 % interval that holds at any time one looks. */
  readonly low: number;
  readonly high: number;
  readonly verdict: UpliftVerdict;
}

/** Standard deviation of the differences that sources make, as far as is known: few make more than 20 points. */
const typicalDifference = 0.1;
const permittedError = 0.05;
/** Runs with and without the source before a difference is looked at: the interval needs about normal means. */
const fewestRuns = 10;

const unknown: Uplift = { difference: 0, low: -1, high: 1, verdict: 'too early' };

/**
 * The uplift of one source, from runs in which it was left out at random: the difference of the means, each run weighted
 * by the inverse of its probability (Hájek), so that a probability which changed over time does not bias it.
 *
 * The interval is an asymptotic confidence sequence (a normal mixture), the estimate the mean under a normal prior around
 * no difference.
 * @param neededUplift the uplift that repays what the source costs, 0 or more
 * @see Horvitz & Thompson, 1952; Waudby-Smith et al., Time-uniform Central Limit Theory and Asymptotic Confidence
 *   Sequences, 2021
 */
export function upliftOf(tallies: readonly InclusionTally[], neededUplift = 0): Uplift {
  const withSource = weightedMean(tallies.filter(({ isIncluded }) => isIncluded));
  const without = weightedMean(tallies.filter(({ isIncluded }) => !isIncluded));
  if (withSource === undefined || without === undefined) return unknown;

  const raw = withSource.mean - without.mean;
  const variance = withSource.variance + without.variance;
  const spread = typicalDifference ** 2;
  const radius = Math.sqrt(
    variance * (1 + variance / spread) * Math.log((1 + spread / variance) / permittedError ** 2),
  );
  const low = Math.max(-1, raw - radius);
  const high = Math.min(1, raw + radius);
  return {
    difference: (raw * spread) / (spread + variance),
    low,
    high,
    verdict: high < neededUplift || high < 0 ? 'does not pay' : low > neededUplift ? 'pays' : 'too early',
  };
}

function weightedMean(
  tallies: readonly InclusionTally[],
): { readonly mean: number; readonly variance: number } | undefined {
  const runs = sum(tallies, (each) => each.runs);
  if (runs < fewestRuns) return undefined;
  const weight = sum(tallies, (each) => each.runs * weightOf(each));
  const mean = sum(tallies, (each) => each.rewardSum * weightOf(each)) / weight;
  // One more run of the greatest variance there can be, so that rewards which are all equal do not look certain.
  const squares = sum(
    tallies,
    (each) =>
      weightOf(each) ** 2 *
      (each.rewardSquares - 2 * mean * each.rewardSum + each.runs * mean ** 2 + 0.25 * (each.runs / runs)),
  );
  return { mean, variance: squares / weight ** 2 };
}

function weightOf({ isIncluded, propensity }: InclusionTally): number {
  return 1 / (isIncluded ? propensity : 1 - propensity);
}

function sum(tallies: readonly InclusionTally[], value: (tally: InclusionTally) => number): number {
  return tallies.reduce((total, each) => total + value(each), 0);
}
