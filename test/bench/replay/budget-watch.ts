import { refusalOf, type Charge } from '../../../src/learning/choice/budget.js';
import { meanOf, type Arena } from './arena.js';
import { playPasses } from './passes.js';
import type { PlayerFactory } from './player.js';

/** What part of a pass by the reference arm the budget pays for. */
const budgetShare = 0.4;
/** A call's maximum is taken for twice the dearest call seen so far; a real cost may well be higher. */
const maximumOverSeen = 2;

/**
 * Plays passes under a budget for the day: before each task its maximum must fit, afterwards its real cost is settled.
 * @returns the most by which any pass overran its budget, as a multiple of its dearest call
 */
export function maxOverrunCalls(arena: Arena, factory: PlayerFactory, shuffles: number): number {
  const day = new Date(2026, 0, 15);
  const perRun = meanOf(arena.contexts, ({ costs }) => costs[arena.reference]);
  const limits = { dayUsd: perRun * arena.contexts.length * budgetShare };
  let worst = 0;
  const budgeted: PlayerFactory = (pool, random, guesses) => {
    const player = factory(pool, random, guesses);
    let [spentUsd, dearestUsd] = [0, 0];
    return {
      play: (context, checks) => {
        const spent: Charge = { at: day, maxUsd: spentUsd, costUsd: spentUsd };
        const maxUsd = Math.max(Number.MIN_VALUE, maximumOverSeen * dearestUsd);
        if (refusalOf(maxUsd, [spent], limits, day) !== undefined) return { reward: 0, cost: 0, arm: null };
        const outcome = player.play(context, checks);
        spentUsd += outcome.cost;
        dearestUsd = Math.max(dearestUsd, outcome.cost);
        worst = Math.max(worst, (spentUsd - limits.dayUsd) / dearestUsd);
        return outcome;
      },
    };
  };
  playPasses(arena, budgeted, { shuffles });
  return worst;
}
