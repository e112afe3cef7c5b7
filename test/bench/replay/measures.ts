import { quantile } from '../support/statistics.js';
import { meanOf } from './arena.js';
import type { Passes } from './passes.js';

/** A ratio to the reference arm with its standard error over instances. */
export interface Ratio {
  readonly ratio: number;
  readonly standardError: number;
}

/** Success and cost of passes relative to the reference arm on the same contexts. Cost is null without costs. */
export function ratiosOf(passes: Passes): { success: Ratio; cost: Ratio | null } {
  const { arena, byContext } = passes;
  const { contexts, reference } = arena;
  const own = (sum: 'reward' | 'cost') => (index: number) => {
    const context = byContext[index];
    return context === undefined || context.plays === 0 ? null : context[sum] / context.plays;
  };
  return {
    success: ratio(passes, own('reward'), (index) => contexts[index]?.rewards[reference] ?? 0),
    cost: arena.hasCosts
      ? ratio(passes, own('cost'), (index) => contexts[index]?.costs[reference] ?? 0)
      : null,
  };
}

/** The ratio of two means, its error linearised and clustered by instance. */
function ratio(
  { arena }: Passes,
  numerator: (index: number) => number | null,
  denominator: (index: number) => number,
): Ratio {
  const sums = new Map<string, { own: number; reference: number }>();
  for (const [index, { instance }] of arena.contexts.entries()) {
    const own = numerator(index);
    if (own === null) continue;
    const sum = sums.get(instance) ?? { own: 0, reference: 0 };
    sums.set(instance, { own: sum.own + own, reference: sum.reference + denominator(index) });
  }
  const clusters = [...sums.values()];
  const total = clusters.reduce((sum, { reference }) => sum + reference, 0);
  const value = clusters.reduce((sum, { own }) => sum + own, 0) / total;
  const squares = clusters.reduce((sum, { own, reference }) => sum + (own - value * reference) ** 2, 0);
  const correction = clusters.length / Math.max(1, clusters.length - 1);
  return { ratio: value, standardError: Math.sqrt(correction * squares) / total };
}

export function regretOf({ regrets }: Passes): { mean: number; p90: number } {
  return { mean: regrets.reduce((sum, each) => sum + each, 0) / regrets.length, p90: quantile(regrets, 0.9) };
}

/** Pulls of a moving average. */
const window = 20;

/** How many pulls until the average pick, over the last 20 and all passes, is worth 95 % of the best; null when never. */
export function pullsTo95({ arena, worthAtPull }: Passes): number | null {
  const target = 0.95 * meanOf(arena.contexts, ({ rewards }) => rewards[arena.best]);
  const worth = worthAtPull.filter((each) => each !== null);
  if (worth.length < worthAtPull.length) return null;
  for (let end = window; end <= worth.length; end++) {
    const recent = worth.slice(end - window, end);
    if (recent.reduce((sum, each) => sum + each, 0) / window >= target) return end;
  }
  return null;
}
