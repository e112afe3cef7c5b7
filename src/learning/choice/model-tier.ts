import type { Complexity } from '../runs/run.js';

/**
 * The models that suit a task best before anything is learned: free ones for an easy task (scaffold, simple refactor),
 * paid ones for a hard one (schema change, public API), all for anything else. When a tier is empty, all.
 */
export function preferredModels(
  models: readonly { readonly id: string; readonly costPer1k: number }[],
  complexity: Complexity | null,
): ReadonlySet<string> {
  const ids = (wanted: typeof models): ReadonlySet<string> => new Set(wanted.map((each) => each.id));
  const tier = models.filter(({ costPer1k }) => {
    if (complexity === 'easy') return costPer1k === 0;
    if (complexity === 'hard') return costPer1k > 0;
    return true;
  });
  return ids(tier.length > 0 ? tier : models);
}
