import type { Tally } from './arm.js';

/** How many runs an arm's record weighs after its identity changed. */
const massAfterChange = 2.5;

/**
 * What an arm's record is still worth once the arm is another one: a new model version or price, a new prompt text, a new
 * recipe. It keeps its mean, since the successor is rarely all different, and weighs at most 2.5 runs, so that a
 * handful of new ones outweigh it.
 */
export function afterIdentityChange({ trials, wins }: Tally): Tally {
  if (trials <= massAfterChange) return { trials, wins };
  return { trials: massAfterChange, wins: (wins / trials) * massAfterChange };
}
