import type { Complexity } from '../runs/run.js';

/** One arm that was chosen, and why, in words for a person. */
export interface SuggestedArm {
  readonly arm: string;
  readonly name: string;
  /** One sentence that names the counts that decided. */
  readonly reason: string;
  /** The logged decision. */
  readonly decisionId: number;
  /** Probability with which the policy picks this arm, in (0, 1]. */
  readonly propensity: number;
}

export interface Suggestion {
  readonly complexity: Complexity | null;
  readonly prompt: SuggestedArm & {
    /** The prompt's text, ready to stand before a goal. */
    readonly text: string;
  };
  readonly model: SuggestedArm & { readonly costPer1k: number };
}
