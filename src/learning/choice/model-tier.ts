import type { Complexity } from '../runs/run.js';

/** What decides a model's tier. */
export interface TieredModel {
  readonly id: string;
  /** US dollars per 1,000 tokens; undefined where it is not known, which counts as paid. */
  readonly costPer1k: number | undefined;
  /** Paid by a subscription: it is somebody else's machine. */
  readonly isInPlan: boolean;
}

/** Models to try first, and why, as a clause for a person. */
export interface PreferredModels {
  readonly arms: ReadonlySet<string>;
  readonly because: string;
}

/**
 * The models that suit a task best before anything is learned: local ones, which are free, for an easy task (scaffold, simple
 * refactor), paid ones for a hard one (schema change, public API), all for anything else. When a tier is empty, all.
 */
export function preferredModels(
  models: readonly TieredModel[],
  complexity: Complexity | null,
): PreferredModels {
  const tier = models.filter((model) => {
    if (complexity === 'easy') return isLocal(model);
    if (complexity === 'hard') return !isLocal(model);
    return true;
  });
  const because =
    complexity === 'easy'
      ? 'for an easy task, free local models go first'
      : 'for a hard task, paid models go first';
  return { arms: new Set((tier.length > 0 ? tier : models).map(({ id }) => id)), because };
}

function isLocal({ costPer1k, isInPlan }: TieredModel): boolean {
  return costPer1k === 0 && !isInPlan;
}
