import { attemptChance, noFailure, withFailure, type AttemptArm, type Failures } from './attempt-chance.js';
import { pickFrom } from './candidates.js';
import type { Ground, RandomSource, Slider } from './policy.js';

/** What another success is worth, in costs of the dearest arm: whoever offers an arm is willing to pay for it. */
const patience: Readonly<Record<Slider, number>> = { quality: 20, balanced: 8, economy: 4 };
/** Share of attempts that go to any arm at all, so that every arm's chances stay known. */
const explorationFloor = 0.02;

/** Settings of `Escalation`. */
export interface EscalationOptions {
  /** How much another success is worth; `balanced` by default. */
  readonly slider?: Slider;
  /** The share of failed attempts that the project's checks are believed to let pass, 0 to 1; default 0.1. */
  readonly falseAccept?: number;
  /** How many attempts a task gets at most; default 3. */
  readonly maxAttempts?: number;
}

/** The attempt to make next. */
export interface Attempt {
  readonly arm: string;
  readonly ground: Extract<Ground, 'untried' | 'exploring' | 'best'>;
}

/**
 * Verified escalation: a cheap arm first, the project's own checks decide, a stronger arm after a failure.
 *
 * Which attempt comes next, or that none is worth its cost, is the first step of the plan with the highest expected
 * `worth · P(solved) - cost`, given what the checks said of each arm so far. It is planned again after every attempt.
 */
export class Escalation {
  readonly name: string;
  readonly #patience: number;
  readonly #falseAccept: number;
  readonly #maxAttempts: number;

  constructor({ slider = 'balanced', falseAccept = 0.1, maxAttempts = 3 }: EscalationOptions = {}) {
    if (!(falseAccept >= 0 && falseAccept < 1)) {
      throw new RangeError(`falseAccept must lie between 0 and 1, not ${falseAccept}`);
    }
    this.name = `escalation ${slider}`;
    this.#patience = patience[slider];
    this.#falseAccept = falseAccept;
    this.#maxAttempts = maxAttempts;
  }

  /**
   * The next attempt at a task, or undefined when no further one is worth its cost.
   * @param failed the arms whose attempts at this task failed the checks, in order
   */
  next(arms: readonly AttemptArm[], failed: readonly string[], random: RandomSource): Attempt | undefined {
    const { open, untried, planned } = this.#situation(arms, failed);
    if (untried.length > 0) return { arm: pickFrom(untried, random).arm, ground: 'untried' };
    if (planned === undefined) return undefined;
    if (random() < explorationFloor) return { arm: pickFrom(open, random).arm, ground: 'exploring' };
    return { arm: planned.arm, ground: 'best' };
  }

  /** The probability that `next` makes an attempt with each arm, in their order; they add up to 1, or to 0 at the end. */
  propensities(arms: readonly AttemptArm[], failed: readonly string[]): number[] {
    const { open, untried, planned } = this.#situation(arms, failed);
    return arms.map((each) => {
      if (untried.length > 0) return untried.includes(each) ? 1 / untried.length : 0;
      if (planned === undefined) return 0;
      const exploring = open.includes(each) ? explorationFloor / open.length : 0;
      return exploring + (each === planned ? 1 - explorationFloor : 0);
    });
  }

  /** The arms in the order in which they would be used while every check fails, nothing explored. */
  plan(arms: readonly AttemptArm[]): string[] {
    const steps: string[] = [];
    for (;;) {
      const step = this.#situation(arms, steps).planned;
      if (step === undefined) return steps;
      steps.push(step.arm);
    }
  }

  #situation(
    arms: readonly AttemptArm[],
    failed: readonly string[],
  ): { open: AttemptArm[]; untried: AttemptArm[]; planned: AttemptArm | undefined } {
    const open = arms.filter((each) => !failed.includes(each.arm));
    const untried = failed.length === 0 ? open.filter(isUntried) : [];
    const failures = arms
      .filter((each) => failed.includes(each.arm))
      .reduce((before, each) => withFailure(before, each, this.#falseAccept), noFailure);
    return { open, untried, planned: this.#best(open, failures, this.#worthOf(arms)).arm };
  }

  /** The best first step of a plan and what the plan is worth; no arm, worth 0, when stopping is best. */
  #best(
    open: readonly AttemptArm[],
    failures: Failures,
    worth: number,
  ): { arm: AttemptArm | undefined; value: number } {
    let best: { arm: AttemptArm | undefined; value: number } = { arm: undefined, value: 0 };
    if (failures.attempts >= this.#maxAttempts) return best;
    for (const { arm, cost, solves, passes } of this.#undominated(open, failures)) {
      const rest = this.#best(
        open.filter((each) => each !== arm),
        withFailure(failures, arm, this.#falseAccept),
        worth,
      );
      const value = worth * solves - cost + (1 - passes) * rest.value;
      if (value > best.value) best = { arm, value };
    }
    return best;
  }

  /** The arms that no other beats in both cost and chance, with both. A dominated arm is never worth going first. */
  #undominated(
    open: readonly AttemptArm[],
    failures: Failures,
  ): { arm: AttemptArm; cost: number; solves: number; passes: number }[] {
    const dearest = dearestOf(open);
    const byCost = open
      .map((arm) => ({
        arm,
        cost: arm.cost ?? dearest,
        ...attemptChance(arm, failures, this.#falseAccept),
      }))
      .sort((a, b) => a.cost - b.cost || b.solves - a.solves);
    let strongest = 0;
    return byCost.filter(({ solves }) => {
      if (solves <= strongest) return false;
      strongest = solves;
      return true;
    });
  }

  /** What a solved task is worth, in the unit of the costs. */
  #worthOf(arms: readonly AttemptArm[]): number {
    const dearest = dearestOf(arms);
    // Where nothing has a cost, only the chances count.
    return dearest === 0 ? 1 : this.#patience * dearest;
  }
}

function dearestOf(arms: readonly AttemptArm[]): number {
  return Math.max(0, ...arms.map(({ cost }) => cost ?? 0));
}

function isUntried({ checked, prior, pending = 0 }: AttemptArm): boolean {
  return checked.every(({ trials }) => trials <= 0) && (prior?.mass ?? 0) <= 0 && pending <= 0;
}
