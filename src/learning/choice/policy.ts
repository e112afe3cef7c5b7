import type { ArmTally } from './arm.js';

/** A source of uniform numbers in [0, 1). */
export type RandomSource = () => number;

/** One choice, with the probability the policy gave to each arm, so that history can be re-evaluated. */
export interface PolicyChoice {
  readonly arm: string;
  /** Probability of this choice under the policy, in (0, 1]. */
  readonly propensity: number;
  /** Why this arm. */
  readonly ground: 'untried' | 'exploring' | 'best' | 'only';
}

/** Picks one arm from what is known. Pure but for the random source handed in. */
export interface Policy {
  readonly name: string;
  /**
   * @param arms what may be chosen, at least one
   * @param preferred arms to try first and to explore among; a subset of `arms`, all of them by default
   * @throws {RangeError} when there is no arm
   */
  choose(arms: readonly ArmTally[], random: RandomSource, preferred?: ReadonlySet<string>): PolicyChoice;
}
