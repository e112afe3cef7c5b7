import type { Candidate } from './arm.js';

/** A source of uniform numbers in [0, 1). */
export type RandomSource = () => number;

/** The share of its best option's success that a policy may give up to save cost, from none to most. */
export type Slider = 'quality' | 'balanced' | 'economy';

/** Why an arm was chosen. */
export type Ground =
  /** It is the only one. */
  | 'only'
  /** A person wants it and no other. */
  | 'pinned'
  /** It never ran here, and nothing is known of it. */
  | 'untried'
  /** To learn more: it is not the best by what is known. */
  | 'exploring'
  /** It has the best expected reward. */
  | 'best'
  /** It costs less than the best, and gives up no more success than the slider allows. */
  | 'cheaper';

export interface PolicyChoice {
  readonly arm: string;
  readonly ground: Ground;
}

/** Picks one arm from what is known. Pure but for the random source handed in; its whole state is the candidates. */
export interface Policy {
  readonly name: string;
  /**
   * @param candidates what may be chosen, at least one
   * @param preferred arms to try first and to explore among; all of them by default, or when none is a candidate
   * @throws {RangeError} when there is no candidate
   */
  choose(
    candidates: readonly Candidate[],
    random: RandomSource,
    preferred?: ReadonlySet<string>,
  ): PolicyChoice;
  /**
   * The probability with which `choose` picks each candidate, in their order; they add up to 1.
   * @throws {RangeError} when there is no candidate
   */
  propensities(candidates: readonly Candidate[], preferred?: ReadonlySet<string>): number[];
}
