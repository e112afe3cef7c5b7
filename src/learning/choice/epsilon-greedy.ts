import type { ArmTally } from './arm.js';
import type { Policy, PolicyChoice, RandomSource } from './policy.js';

/**
 * Epsilon-greedy over mean rewards, untried arms first, ties at random.
 *
 * An arm that was never tried is tried before anything else: ranking it as 0 would lock in the first arm that ever
 * scored. Afterwards a share `epsilon` of the choices explores uniformly and the rest takes the best mean.
 * @see Sutton & Barto, Reinforcement Learning, 2nd edition, section 2.2
 */
export class EpsilonGreedy implements Policy {
  readonly name = 'epsilon-greedy';
  readonly #epsilon: number;

  /** @param epsilon share of choices that explore, 0 to 1; default 0.1 */
  constructor(epsilon = 0.1) {
    if (!(epsilon >= 0 && epsilon <= 1)) {
      throw new RangeError(`epsilon must lie between 0 and 1, not ${epsilon}`);
    }
    this.#epsilon = epsilon;
  }

  choose(
    arms: readonly ArmTally[],
    random: RandomSource,
    preferred: ReadonlySet<string> = new Set(arms.map((each) => each.arm)),
  ): PolicyChoice {
    if (arms.length === 0) throw new RangeError('there is no arm to choose from');
    const first = arms.filter((each) => preferred.has(each.arm));
    const explored = first.length > 0 ? first : arms;

    const untried = explored.filter((each) => each.trials <= 0);
    if (untried.length > 0) {
      const ground = arms.length === 1 ? 'only' : 'untried';
      return { arm: pick(untried, random).arm, propensity: 1 / untried.length, ground };
    }
    const best = bestArms(arms);
    const isExploring = random() < this.#epsilon;
    const arm = pick(isExploring ? explored : best, random).arm;
    return {
      arm,
      propensity: share(arm, explored) * this.#epsilon + share(arm, best) * (1 - this.#epsilon),
      ground: arms.length === 1 ? 'only' : isExploring ? 'exploring' : 'best',
    };
  }
}

/** The tried arms with the highest mean reward. At least one arm must have been tried. */
function bestArms(arms: readonly ArmTally[]): ArmTally[] {
  const tried = arms.filter((each) => each.trials > 0);
  const top = Math.max(...tried.map((each) => each.wins / each.trials));
  return tried.filter((each) => each.wins / each.trials === top);
}

/** Probability that a uniform pick from `among` is `arm`. */
function share(arm: string, among: readonly ArmTally[]): number {
  return among.some((each) => each.arm === arm) ? 1 / among.length : 0;
}

function pick(arms: readonly ArmTally[], random: RandomSource): ArmTally {
  const picked = arms[Math.min(Math.floor(random() * arms.length), arms.length - 1)];
  if (picked === undefined) throw new RangeError('there is no arm to choose from');
  return picked;
}
