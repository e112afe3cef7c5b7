import type { ArmPrior } from './arm-prior.js';

/** The choosers of the portfolio: each picks one arm a run. */
export type Chooser = 'prompt' | 'model' | 'context';

/** A number of scored runs and the sum of their rewards. */
export interface Tally {
  /** How often something was used and scored; may be fractional after a person's edit. */
  readonly trials: number;
  /** Sum of the rewards, each in [0, 1]; at most `trials`. */
  readonly wins: number;
}

/** What is known of an arm when it may be chosen. */
export interface ArmTally extends Tally {
  /** The arm's id within its chooser, e.g. `concise` or `gpt-4o-mini`. */
  readonly arm: string;
}

/**
 * An arm that may be chosen, with everything a policy looks at. Policies keep no state of their own: the candidates are
 * the state, plain JSON, so that a logged decision can be made again from its candidates and its seed.
 */
export interface Candidate extends ArmTally {
  /** Runs with this arm whose reward is not known yet; 0 by default. */
  readonly pending?: number;
  /** The part of the tally that is of the task's own kind; the whole counts by itself when left out. */
  readonly ofKind?: Tally;
  /** What is believed of the arm before it ran here. */
  readonly prior?: ArmPrior | undefined;
  /** Mean cost of a run, in a unit that all candidates share; null or left out when not known. */
  readonly cost?: number | null;
}
