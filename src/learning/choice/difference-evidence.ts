import { logBeta } from './beta-functions.js';
import type { Tally } from './arm.js';

/**
 * How strongly two arms' runs speak against every pair of means whose difference lies on a boundary, as the logarithm
 * of an e-value: at a true pair of means the e-value ever exceeds 1 / delta with a probability of at most delta, however
 * often one looks and however the arms were chosen.
 *
 * For one arm with mean m, the ratio of the runs' probability under a uniform mixture of means to that under m,
 * B(1 + w, 1 + l) / m^w (1 - m)^l, is a nonnegative martingale that starts at 1 (for rewards between 0 and 1 a
 * supermartingale, since a power lies below its chord). The product over two arms is one at their pair of means, and its
 * minimum over a set of pairs is valid against all of them.
 * @see Robbins, Statistical Methods Related to the Law of the Iterated Logarithm, 1970; Kaufmann & Koolen, Mixture
 *   Martingales Revisited with Applications to Sequential Tests and Confidence Intervals, 2021
 */
export function logEvidenceAgainst(better: Tally, worse: Tally, difference: number): number {
  const mixtures = logMixture(better) + logMixture(worse);
  const atMean = (mean: number): number =>
    mixtures - logLikelihood(better, mean) - logLikelihood(worse, mean - difference);
  if (difference === 0) return atMean((better.wins + worse.wins) / (better.trials + worse.trials));
  return minimumOf(atMean, Math.max(0, difference), Math.min(1, 1 + difference));
}

function logMixture({ trials, wins }: Tally): number {
  return logBeta(1 + wins, 1 + Math.max(0, trials - wins));
}

function logLikelihood({ trials, wins }: Tally, mean: number): number {
  return times(wins, Math.log(mean)) + times(Math.max(0, trials - wins), Math.log1p(-mean));
}

/** Closer than this to the minimum its value differs by nothing that matters. */
const precision = 1e-4;

/** The minimum of a convex function, by golden sections. */
function minimumOf(value: (x: number) => number, from: number, to: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let left = high - golden * (high - low);
  let right = low + golden * (high - low);
  let [atLeft, atRight] = [value(left), value(right)];
  while (high - low > precision) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - golden * (high - low);
      atLeft = value(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + golden * (high - low);
      atRight = value(right);
    }
  }
  return Math.min(atLeft, atRight);
}

/** `count * log`, where 0 * -Infinity counts as 0. */
function times(count: number, log: number): number {
  return count === 0 ? 0 : count * log;
}
