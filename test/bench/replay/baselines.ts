import { randomBeta } from 'd3-random';
import { meanOf, type Arena, type Context } from './arena.js';
import type { Player, PlayerFactory } from './player.js';

/** Always the same arm. */
export function fixedArm(index: number): PlayerFactory {
  return () => ({ play: (context) => outcomeOf(context, index) });
}

/** The arm that costs least in hindsight. */
export function cheapestArm({ contexts, pool }: Arena): number {
  const costs = pool.map((_, arm) => meanOf(contexts, (context) => context.costs[arm]));
  return costs.indexOf(Math.min(...costs));
}

export const randomArm: PlayerFactory = (pool, random) => ({
  play: (context) => outcomeOf(context, Math.floor(random() * pool.length)),
});

/**
 * The rule that the escalation has to beat: the cheapest arm first, the best after a failed check. Which these are is
 * taken from hindsight.
 */
export function cheapThenBest(arena: Arena): PlayerFactory {
  const cheapest = cheapestArm(arena);
  return () => ({
    play: (context, checks) => {
      const first = outcomeOf(context, cheapest);
      if (checks[cheapest] === true) return { ...first, arm: null };
      const second = outcomeOf(context, arena.best);
      const solved = checks[arena.best] === true ? second.reward : 0;
      return { reward: solved, cost: first.cost + second.cost, arm: null };
    },
  });
}

/** Plain cost-aware Thompson sampling: uniform beliefs, and the cheapest arm within 5 % of the highest draw. */
export const plainCostAware: PlayerFactory = (pool, random): Player => {
  const beta = randomBeta.source(random);
  const arms = pool.map(() => ({ won: 0, lost: 0, spent: 0 }));
  return {
    play: (context) => {
      const draws = arms.map(({ won, lost }) => beta(1 + won, 1 + lost)());
      const bar = 0.95 * Math.max(...draws);
      const costs = arms.map(({ won, lost, spent }) => (won + lost > 0 ? spent / (won + lost) : 0));
      const lowest = Math.min(...costs.filter((_, index) => (draws[index] ?? 0) >= bar));
      const index = draws.findIndex((draw, at) => draw >= bar && costs[at] === lowest);
      const outcome = outcomeOf(context, index);
      const arm = arms[index];
      if (arm === undefined) throw new RangeError('no arm was drawn');
      arm.won += outcome.reward;
      arm.lost += 1 - outcome.reward;
      arm.spent += outcome.cost;
      return outcome;
    },
  };
};

function outcomeOf(
  { rewards, costs }: Context,
  index: number,
): { reward: number; cost: number; arm: number } {
  return { reward: rewards[index] ?? 0, cost: costs[index] ?? 0, arm: index };
}
