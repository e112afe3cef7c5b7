/** The choosers of the portfolio: each picks one arm a run. */
export type Chooser = 'prompt' | 'model' | 'context';

/** What is known of an arm when it may be chosen. */
export interface ArmTally {
  /** The arm's id within its chooser, e.g. `concise` or `gpt-4o-mini`. */
  readonly arm: string;
  /** How often it was used and scored; may be fractional after a person's edit. */
  readonly trials: number;
  /** Sum of its rewards, each in [0, 1]. */
  readonly wins: number;
}
