import type { Complexity } from '../runs/run.js';
import type { ContextSource } from '../variants/context-sources.js';

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
  /** What a person could take instead. */
  readonly others: readonly { readonly arm: string; readonly name: string }[];
}

/** A prompt that was chosen. */
export interface SuggestedPrompt extends SuggestedArm {
  /** Its text, ready to stand before a goal. */
  readonly text: string;
  readonly others: readonly { readonly arm: string; readonly name: string; readonly text: string }[];
}

/** A model that was chosen. */
export interface SuggestedModel extends SuggestedArm {
  /** US dollars per 1,000 tokens, as its index says; null where it does not. */
  readonly costPer1k: number | null;
  /** Paid by a subscription: a call costs no dollars. */
  readonly isInPlan: boolean;
}

/** A context set that was chosen, with the sources that take part in this run. */
export interface SuggestedContext extends SuggestedArm {
  readonly sources: readonly {
    readonly source: ContextSource;
    /** The most that it may take of the prompt. */
    readonly tokens: number;
    /** False where it is left out at random, to see what difference it makes. */
    readonly isIncluded: boolean;
  }[];
}

export interface Suggestion {
  readonly complexity: Complexity;
  /** Why the task is taken for that hard, when nobody said; a clause. */
  readonly complexityReason: string | null;
  readonly prompt: SuggestedPrompt;
  readonly model: SuggestedModel;
  /** Null where none was asked for. */
  readonly context: SuggestedContext | null;
}
