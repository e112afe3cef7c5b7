import type { ArmRule } from '../choosing/arm-rules.js';
import type { Chooser } from './arm.js';
import type { Verdict } from './verdict.js';

/** What is believed of an arm before it ran here, and who says so. */
export interface StartingGuess {
  /** Share of tasks that it is believed to solve, 0 to 1. */
  readonly mean: number;
  /** How many runs of one's own it weighs as much as. */
  readonly mass: number;
  /** Who published it. */
  readonly source: string;
}

/** One line of the standings. Counts are those of the files; statistics weigh runs of an arm's former versions little. */
export interface Standing {
  readonly chooser: Chooser;
  readonly arm: string;
  readonly name: string;
  readonly trials: number;
  readonly wins: number;
  /** Mean reward, 0 to 1; null for an arm never tried. */
  readonly mean: number | null;
  /** Bounds of the 95 % credible interval of the mean, 0 to 1. */
  readonly low: number;
  readonly high: number;
  /** Probability that it is the best of its chooser, 0 to 1; 0 for a retired or banned one. */
  readonly chanceToBeBest: number;
  /** US dollars per success; null where no cost is known, or nothing succeeded. */
  readonly costPerSuccessUsd: number | null;
  /** What the runs say: of the best arm whether it is, of another whether the best one is better. */
  readonly verdict: Verdict;
  /** About how many more runs until that is decided; 0 when it is, null when it would be thousands or cannot be told. */
  readonly moreRuns: number | null;
  readonly startingGuess: StartingGuess | null;
  /** False for a model of another agent: seen, never chosen by us. */
  readonly candidate: boolean;
  readonly isRetired: boolean;
  readonly rule: ArmRule | null;
  /** US dollars per 1,000 tokens; null when not known or not a model. */
  readonly costPer1k: number | null;
  /** Paid by a subscription: a call costs no dollars. */
  readonly isInPlan: boolean;
  /** The model that this one was tuned from; null for any other. */
  readonly base: string | null;
}
