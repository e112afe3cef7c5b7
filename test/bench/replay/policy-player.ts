import type { Candidate, Tally } from '../../../src/learning/choice/arm.js';
import { cappedPrior } from '../../../src/learning/choice/arm-prior.js';
import { expectedCost } from '../../../src/learning/choice/expected-cost.js';
import type { Policy, RandomSource } from '../../../src/learning/choice/policy.js';
import type { Context } from './arena.js';
import type { ArmGuess, Outcome, Player } from './player.js';

interface Arm {
  trials: number;
  wins: number;
  spent: number;
  readonly byKind: Map<string, { trials: number; wins: number }>;
}

/** Lets one of the product's policies choose, and keeps the tallies that it chooses from. */
export class PolicyPlayer implements Player {
  readonly #policy: Policy;
  readonly #pool: readonly string[];
  readonly #random: RandomSource;
  readonly #guesses: readonly ArmGuess[] | undefined;
  readonly #poolsByKind: boolean;
  readonly #arms: readonly Arm[];

  constructor(
    policy: Policy,
    pool: readonly string[],
    random: RandomSource,
    guesses: readonly ArmGuess[] | undefined,
    poolsByKind = false,
  ) {
    this.#policy = policy;
    this.#pool = pool;
    this.#random = random;
    this.#guesses = guesses;
    this.#poolsByKind = poolsByKind;
    this.#arms = pool.map(() => ({ trials: 0, wins: 0, spent: 0, byKind: new Map() }));
  }

  /** What is known of the arms, as the policy sees it. */
  get tallies(): readonly Tally[] {
    return this.#arms;
  }

  play({ kind, rewards, costs }: Context): Outcome {
    const index = this.#pool.indexOf(
      this.#policy.choose(this.#candidates(kind, costs.length > 0), this.#random).arm,
    );
    const arm = this.#arms[index];
    if (arm === undefined) throw new RangeError(`${this.#policy.name} chose an arm that is not there`);
    const reward = rewards[index] ?? 0;
    const cost = costs[index] ?? 0;
    const ofKind = arm.byKind.get(kind) ?? { trials: 0, wins: 0 };
    arm.byKind.set(kind, ofKind);
    for (const tally of [arm, ofKind]) {
      tally.trials++;
      tally.wins += reward;
    }
    arm.spent += cost;
    return { reward, cost, arm: index };
  }

  #candidates(kind: string, hasCosts: boolean): Candidate[] {
    return this.#arms.map(({ trials, wins, spent, byKind }, index) => {
      const guess = this.#guesses?.[index];
      return {
        arm: this.#pool[index] ?? '',
        trials,
        wins,
        prior: guess && cappedPrior(guess.reward, guess.tasks, 'measured'),
        cost: hasCosts ? expectedCost(trials, spent, guess?.cost) : null,
        ...(this.#poolsByKind ? { ofKind: byKind.get(kind) ?? { trials: 0, wins: 0 } } : {}),
      };
    });
  }
}
