import { cappedPrior } from '../../../src/learning/choice/arm-prior.js';
import { lastStage, type AttemptArm } from '../../../src/learning/choice/attempt-chance.js';
import type { Escalation } from '../../../src/learning/choice/escalation.js';
import { expectedCost } from '../../../src/learning/choice/expected-cost.js';
import type { RandomSource } from '../../../src/learning/choice/policy.js';
import type { Context } from './arena.js';
import type { ArmGuess, Outcome, Player } from './player.js';

interface Arm {
  readonly checked: { trials: number; wins: number }[];
  attempts: number;
  spent: number;
}

/**
 * Lets the product's escalation make attempts until the checks pass one or it stops. It learns from the checks alone; the
 * truth of what they passed is counted, and never shown to it.
 */
export class EscalationPlayer implements Player {
  readonly #escalation: Escalation;
  readonly #pool: readonly string[];
  readonly #random: RandomSource;
  readonly #guesses: readonly ArmGuess[] | undefined;
  readonly #arms: readonly Arm[];

  constructor(
    escalation: Escalation,
    pool: readonly string[],
    random: RandomSource,
    guesses: readonly ArmGuess[] | undefined,
  ) {
    this.#escalation = escalation;
    this.#pool = pool;
    this.#random = random;
    this.#guesses = guesses;
    this.#arms = pool.map(() => ({
      checked: Array.from({ length: lastStage + 1 }, () => ({ trials: 0, wins: 0 })),
      attempts: 0,
      spent: 0,
    }));
  }

  play({ rewards, costs }: Context, checks: readonly boolean[]): Outcome {
    const failed: string[] = [];
    let spent = 0;
    for (;;) {
      const attempt = this.#escalation.next(this.#attemptArms(), failed, this.#random);
      if (attempt === undefined) return { reward: 0, cost: spent, arm: null };
      const index = this.#pool.indexOf(attempt.arm);
      const passed = checks[index] ?? false;
      const cost = costs[index] ?? 0;
      spent += cost;
      this.#learn(index, failed.length, passed, cost);
      if (passed) return { reward: rewards[index] ?? 0, cost: spent, arm: null };
      failed.push(attempt.arm);
    }
  }

  #learn(index: number, failed: number, passed: boolean, cost: number): void {
    const arm = this.#arms[index];
    const tally = arm?.checked[Math.min(failed, lastStage)];
    if (arm === undefined || tally === undefined)
      throw new RangeError('an attempt with an arm that is not there');
    tally.trials++;
    tally.wins += Number(passed);
    arm.attempts++;
    arm.spent += cost;
  }

  #attemptArms(): AttemptArm[] {
    return this.#arms.map(({ checked, attempts, spent }, index) => {
      const guess = this.#guesses?.[index];
      return {
        arm: this.#pool[index] ?? '',
        checked,
        cost: expectedCost(attempts, spent, guess?.cost),
        prior: guess && cappedPrior(guess.reward, guess.tasks, 'measured'),
      };
    });
  }
}
