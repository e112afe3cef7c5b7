import type {
  SuggestedContext,
  SuggestedModel,
  SuggestedPrompt,
  Suggestion,
} from '../../learning/choice/suggestion.js';
import type { Complexity } from '../../learning/runs/run.js';

/** What a run uses: as it was suggested, or as a person changed it. */
export interface Choice {
  readonly prompt: Pick<SuggestedPrompt, 'arm' | 'text'>;
  /** A price of null is looked up in the list of known prices. */
  readonly model: Pick<SuggestedModel, 'arm' | 'costPer1k' | 'isInPlan'>;
  /** Null for no context set: the files that the card names. */
  readonly context: Pick<SuggestedContext, 'arm' | 'sources'> | null;
  readonly complexity: Complexity;
  /** The decisions that led here, followed or not. */
  readonly decisionIds: readonly number[];
}

/** A suggestion as it stands. */
export function asSuggested({ prompt, model, context, complexity }: Suggestion): Choice {
  const decisions = [prompt, model, ...(context === null ? [] : [context])];
  return { prompt, model, context, complexity, decisionIds: decisions.map(({ decisionId }) => decisionId) };
}

/** The same with another model, which a person named. */
export function withModel(choice: Choice, arm: string): Choice {
  return arm === choice.model.arm ? choice : { ...choice, model: { arm, costPer1k: null, isInPlan: false } };
}
