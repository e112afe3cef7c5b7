import type { Tally } from './arm.js';
import type { ArmPrior } from './arm-prior.js';

/** What is known of an arm as one attempt of several at a task. */
export interface AttemptArm {
  readonly arm: string;
  /**
   * How its attempts fared in the project's checks: those that came first, those after one failed attempt of
   * another arm, those after two or more. A passed check is a win.
   */
  readonly checked: readonly Tally[];
  /** Mean cost of an attempt, in a unit that all arms share; null when not known. */
  readonly cost: number | null;
  /** What is believed of its chance to solve a task, before it ran here. */
  readonly prior?: ArmPrior | undefined;
  /** Attempts that still run; 0 by default. */
  readonly pending?: number;
}

/**
 * How independent arms' successes are of each other: 0 when a weaker arm solves only what a stronger one does too, 1 when
 * they have nothing to do with each other. Coding models lie around 0.3.
 */
const independence = 0.3;
/** How many runs the guess of even chances weighs as much as. */
const evenMass = 2;
/** How many attempts the chance that follows from other arms' failures weighs as much as. */
const inferredMass = 10;
/** Standard deviations that are granted to what is not well known, so that no arm is given up after one bad start. */
const optimism = 1;

/** The last stage that is told apart; later attempts count as it. */
export const lastStage = 2;

/** What failed attempts say of a task. */
export interface Failures {
  readonly attempts: number;
  /** The chance that at least one of the failed arms would solve an average task: the higher, the harder this one is. */
  readonly reach: number;
}

export const noFailure: Failures = { attempts: 0, reach: 0 };

/** Chances of an attempt. */
export interface AttemptChance {
  /** That it really solves the task. */
  readonly solves: number;
  /** That the checks let it pass, rightly or not. */
  readonly passes: number;
}

/**
 * The chances of an arm's attempt after others failed their checks, on the optimistic side. Checks are noisy: they let a
 * share `falseAccept` of the failures pass, so what they pass overstates what was solved, and is corrected for it.
 */
export function attemptChance(arm: AttemptArm, failures: Failures, falseAccept: number): AttemptChance {
  const { attempts, reach } = failures;
  const first = firstAttempt(arm, falseAccept);
  let passes = optimistic(first);
  if (attempts > 0) {
    const gained = union(reach, solving(first.mean, falseAccept)) - reach;
    const inferred = passing(gained / (1 - reach), falseAccept);
    const later = shrunk(inferred, inferredMass, arm.checked[Math.min(attempts, lastStage)]);
    // After failures an attempt is never more likely to pass than as the first.
    passes = Math.min(passes, optimistic(later));
  }
  return { solves: solving(passes, falseAccept), passes };
}

/** What is known of a task once an attempt with an arm has failed, too. */
export function withFailure({ attempts, reach }: Failures, arm: AttemptArm, falseAccept: number): Failures {
  const solves = solving(firstAttempt(arm, falseAccept).mean, falseAccept);
  // Below 1, so that something is left to hope for.
  return { attempts: attempts + 1, reach: Math.min(0.99, union(reach, solves)) };
}

/** The chance that an arm's first attempt passes the checks, and how many attempts that stands on. */
function firstAttempt({ checked, prior }: AttemptArm, falseAccept: number): { mean: number; mass: number } {
  const priorMass = prior?.mass ?? 0;
  const mass = evenMass + priorMass;
  const guess = (0.5 * evenMass + passing(prior?.mean ?? 0, falseAccept) * priorMass) / mass;
  return shrunk(guess, mass, checked[0]);
}

function optimistic({ mean, mass }: { mean: number; mass: number }): number {
  return Math.min(1, mean + optimism * Math.sqrt((mean * (1 - mean)) / (mass + 1)));
}

/** The chance that at least one of two solves a task, given the chances of each. */
function union(one: number, other: number): number {
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  return high + independence * low * (1 - high);
}

function passing(solves: number, falseAccept: number): number {
  return solves + (1 - solves) * falseAccept;
}

function solving(passes: number, falseAccept: number): number {
  return Math.max(0, (passes - falseAccept) / (1 - falseAccept));
}

/** A mean and how many attempts it stands on, after a tally is added. */
function shrunk(mean: number, mass: number, tally: Tally | undefined): { mean: number; mass: number } {
  const trials = tally?.trials ?? 0;
  return { mean: (mean * mass + (tally?.wins ?? 0)) / (mass + trials), mass: mass + trials };
}
