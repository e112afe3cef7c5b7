import type { Evidence } from '../../evidence/evidence.js';
import type { Role } from '../runs/run.js';
import { classicComponents, classicReward, type RewardComponents } from './classic.js';
import { deriveInputs } from './derive-inputs.js';
import type { Formula } from './formula.js';
import { gatedScore, type GatedScore } from './gated.js';
import { outcomeOf, type Outcome } from './outcome.js';
import type { RewardInputs } from './reward-inputs.js';

/** What was seen without any assumption; null where nobody looked. */
interface SeenFacts {
  readonly compiles: boolean | null;
  /** New lint, schema and boundary errors. */
  readonly conventionErrors: number | null;
}

/** A run by every formula, and what was seen of it. */
interface Scores {
  readonly seen: SeenFacts;
  readonly classic: RewardComponents & { readonly reward: number };
  readonly gated: GatedScore;
}

export interface ScoredRun {
  readonly outcome: Outcome;
  readonly inputs: RewardInputs;
  readonly scores: Scores;
  /** By the formula that teaches, 0 to 1; null for a run that was neither checked nor judged. */
  readonly reward: number | null;
}

/**
 * Whether a run is scored as a judge's: by how far its verdict agreed with what became of the edits, and by nothing else. It
 * changes nothing, so whatever checks say meanwhile is not its doing. What a caller reported is scored as it was reported.
 */
export function isScoredAsJudge(role: Role, evidence: readonly Evidence[]): boolean {
  return role === 'judge' && !evidence.some(({ kind }) => kind === 'reported');
}

/**
 * Scores a run from all of its evidence.
 * @param said a person's word on the whole run: the share kept, 0 to 1, or null; of a judge, how far it was right
 */
export function scoreRun(
  evidence: readonly Evidence[],
  said: number | null,
  formula: Formula,
  role: Role,
): ScoredRun {
  const isJudge = isScoredAsJudge(role, evidence);
  const outcome = outcomeOf(isJudge ? [] : evidence, said);
  const inputs = deriveInputs(outcome);
  const components = classicComponents(inputs);
  const reward = isJudge ? components.human : classicReward(inputs, formula.coverageWeight);
  const classic = { ...components, reward };
  const scores = { seen: factsOf(outcome), classic, gated: gatedScore(outcome) };
  return { outcome, inputs, scores, reward: outcome.isJudged ? scores[formula.name].reward : null };
}

function factsOf({ compile, findings: { lint, schema, boundary } }: Outcome): SeenFacts {
  const conventions = [lint, schema, boundary].filter((each) => each !== null);
  return {
    compiles: compile?.value ?? null,
    conventionErrors:
      conventions.length === 0 ? null : conventions.reduce((sum, { value }) => sum + value, 0),
  };
}
