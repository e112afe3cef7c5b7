import type { Chooser } from './arm.js';

/** One line of the standings. */
export interface Standing {
  readonly chooser: Chooser;
  readonly arm: string;
  readonly name: string;
  readonly trials: number;
  readonly wins: number;
  /** Mean reward, 0 to 1; null for an arm never tried. */
  readonly mean: number | null;
  /** False for a model of another agent: seen, never chosen by us. */
  readonly candidate: boolean;
  /** US dollars per 1,000 tokens; null when not known or not a model. */
  readonly costPer1k: number | null;
}
