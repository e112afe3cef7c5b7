import type { Candidate, Tally } from './arm.js';

/** A Beta distribution of an arm's mean reward; both parameters are at least 1. */
export interface Belief {
  readonly alpha: number;
  readonly beta: number;
}

/** How many runs of one kind weigh as much as all runs of other kinds: see `beliefOfKind`. */
export const poolingMass = 10;

/**
 * What is believed of an arm's mean reward: uniform, then the prior and the arm's runs as pseudo-counts. Rewards between 0
 * and 1 count as that share of a success.
 */
export function beliefOf(candidate: Candidate): Belief {
  const { ofKind } = candidate;
  if (ofKind === undefined) return beliefOfWhole(candidate);
  const others = { trials: candidate.trials - ofKind.trials, wins: candidate.wins - ofKind.wins };
  return beliefOfKind(beliefOfWhole({ ...candidate, ...others }), ofKind);
}

export function meanOf({ alpha, beta }: Belief): number {
  return alpha / (alpha + beta);
}

export function deviationOf({ alpha, beta }: Belief): number {
  const mass = alpha + beta;
  return Math.sqrt((alpha * beta) / (mass + 1)) / mass;
}

function beliefOfWhole({ trials, wins, prior }: Candidate): Belief {
  const mass = prior?.mass ?? 0;
  const expected = mass * (prior?.mean ?? 0);
  return {
    alpha: 1 + expected + Math.max(0, wins),
    beta: 1 + (mass - expected) + Math.max(0, trials - wins),
  };
}

/**
 * What is believed of the arm's mean on one kind of task, partially pooled: the mean over the other kinds is drawn, and
 * the kind's own runs are shrunk to it. Kinds differ from each other like draws from a Beta distribution of mass 10; what
 * is not known of the other kinds either makes that mass less.
 *
 * The variance is that of this estimate: of the draw, and of the kind's own runs. How far a kind without runs may lie from
 * the others is left out, or every arm would be explored anew in each kind. Shrinking to the mean of the others without a
 * draw would lose the exploration altogether. The result is replaced by the Beta distribution of the same mean and
 * variance, so that chances stay exact.
 */
function beliefOfKind(others: Belief, kind: Tally): Belief {
  const expected = meanOf(others);
  const unknown = deviationOf(others) ** 2;
  const mass = massOf(expected, unknown + (expected * (1 - expected)) / (poolingMass + 1));
  const runs = Math.max(0, kind.trials);
  const weight = mass / (mass + runs);
  const mean = weight * expected + Math.max(0, kind.wins) / (mass + runs);
  const ownVariance = ((1 - weight) * mean * (1 - mean)) / (mass + runs);
  return betaOf(mean, weight ** 2 * unknown + ownVariance);
}

/** The sum of the parameters of the Beta distribution with a mean and a variance. */
function massOf(mean: number, variance: number): number {
  return (mean * (1 - mean)) / variance - 1;
}

/** The Beta distribution with a mean and a variance, narrowed where a parameter would fall below 1. */
function betaOf(mean: number, variance: number): Belief {
  const mass = Math.max(massOf(mean, variance), 1 / mean, 1 / (1 - mean));
  return { alpha: mean * mass, beta: (1 - mean) * mass };
}
