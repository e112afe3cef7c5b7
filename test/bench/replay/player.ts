import type { RandomSource } from '../../../src/learning/choice/policy.js';
import type { Context } from './arena.js';

/** What one task brought. */
export interface Outcome {
  readonly reward: number;
  readonly cost: number;
  /** Index of the only arm used; null when it took several. */
  readonly arm: number | null;
}

/** Plays one pass over shuffled contexts, and learns only from what it chose. */
export interface Player {
  /** @param checks by arm, whether the project's checks would pass its attempt */
  play(context: Context, checks: readonly boolean[]): Outcome;
}

/** What arms are believed to bring before a pass. */
export interface ArmGuess {
  readonly reward: number;
  readonly cost: number | null;
  /** On how many contexts the guess stands. */
  readonly tasks: number;
}

/** Makes a player for one pass; `guesses` are by arm, undefined in a cold start. */
export type PlayerFactory = (
  pool: readonly string[],
  random: RandomSource,
  guesses: readonly ArmGuess[] | undefined,
) => Player;
