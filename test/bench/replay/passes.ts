import type { RandomSource } from '../../../src/learning/choice/policy.js';
import { seededRandom } from '../../../src/learning/choice/seeded-random.js';
import { meanOf, type Arena, type Context } from './arena.js';
import type { ArmGuess, Player, PlayerFactory } from './player.js';

/** How a pass is set up. */
export interface PassOptions {
  readonly shuffles: number;
  /** Share of failed attempts that the simulated checks let pass; null without checks. */
  readonly falseAccept?: number | null;
  /**
   * Where guesses come from: another arena's means, or `halves`: in every shuffle one random half of the instances gives
   * the guesses, and the other half is played.
   */
  readonly guesses?: Arena | 'halves' | undefined;
  /** Told of every player after its pass. */
  readonly after?: (player: Player) => void;
}

/** What all passes of one player brought together. */
export interface Passes {
  readonly arena: Arena;
  /** Played contexts of one pass. */
  readonly length: number;
  /** By context: how often it was played, and the sums of what it brought. */
  readonly byContext: readonly { readonly plays: number; readonly reward: number; readonly cost: number }[];
  /** By pass: what the best arm would have brought more. */
  readonly regrets: readonly number[];
  /** By pull: the mean over passes of the picked arm's mean reward; null where an outcome took several arms. */
  readonly worthAtPull: readonly (number | null)[];
}

/** Plays every context once in each of many shuffles. Shuffles and checks depend on nothing but their number. */
export function playPasses(arena: Arena, factory: PlayerFactory, options: PassOptions): Passes {
  const { contexts, pool, best } = arena;
  const byContext = contexts.map(() => ({ plays: 0, reward: 0, cost: 0 }));
  const means = pool.map((_, arm) => meanOf(contexts, ({ rewards }) => rewards[arm]));
  const regrets: number[] = [];
  const worth: number[] = [];
  for (let shuffle = 0; shuffle < options.shuffles; shuffle++) {
    const random = seededRandom(shuffle + 1);
    const checks = checksOf(arena, options.falseAccept ?? null, random);
    const { order, guesses } = setUp(arena, options.guesses, random);
    const player = factory(pool, seededRandom(0x51ed + shuffle), guesses);
    let missed = 0;
    for (const [pull, index] of order.entries()) {
      const context = contexts[index];
      const sums = byContext[index];
      if (context === undefined || sums === undefined) continue;
      const { reward, cost, arm } = player.play(context, checks[index] ?? []);
      sums.plays++;
      sums.reward += reward;
      sums.cost += cost;
      missed += (context.rewards[best] ?? 0) - reward;
      worth[pull] = (worth[pull] ?? 0) + (arm === null ? NaN : (means[arm] ?? 0)) / options.shuffles;
    }
    regrets.push(missed);
    options.after?.(player);
  }
  return {
    arena,
    length: worth.length,
    byContext,
    regrets,
    worthAtPull: worth.map((each) => (Number.isNaN(each) ? null : each)),
  };
}

function setUp(
  arena: Arena,
  source: PassOptions['guesses'],
  random: RandomSource,
): { order: number[]; guesses: readonly ArmGuess[] | undefined } {
  const all = shuffled(
    arena.contexts.map((_, index) => index),
    random,
  );
  if (source === undefined) return { order: all, guesses: undefined };
  if (source !== 'halves') return { order: all, guesses: guessesFrom(source.contexts, arena, source.pool) };
  const instances = shuffled([...new Set(arena.contexts.map(({ instance }) => instance))], random);
  const known = new Set(instances.slice(0, Math.floor(instances.length / 2)));
  return {
    order: all.filter((index) => !known.has(arena.contexts[index]?.instance ?? '')),
    guesses: guessesFrom(
      arena.contexts.filter(({ instance }) => known.has(instance)),
      arena,
      arena.pool,
    ),
  };
}

/** Means and costs of a pool's arms over contexts of another pool that contains them. */
function guessesFrom(contexts: readonly Context[], arena: Arena, from: readonly string[]): ArmGuess[] {
  return arena.pool.map((arm) => {
    const index = from.indexOf(arm);
    return {
      reward: meanOf(contexts, ({ rewards }) => rewards[index]),
      cost: arena.hasCosts ? meanOf(contexts, ({ costs }) => costs[index]) : null,
      tasks: contexts.length,
    };
  });
}

/** By context and arm, whether the checks pass its attempt: always when it succeeded, else as often as they are wrong. */
function checksOf(arena: Arena, falseAccept: number | null, random: RandomSource): boolean[][] {
  if (falseAccept === null) return [];
  return arena.contexts.map(({ rewards }) =>
    rewards.map((reward) => reward >= 0.5 || random() < falseAccept),
  );
}

function shuffled<T>(items: readonly T[], random: RandomSource): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
