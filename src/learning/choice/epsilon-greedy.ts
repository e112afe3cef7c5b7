import type { Candidate } from './arm.js';
import { exploredOf, pickFrom, uniformOver } from './candidates.js';
import { pooledMean } from './pooled-mean.js';
import type { Policy, PolicyChoice, RandomSource } from './policy.js';

/**
 * Epsilon-greedy over mean rewards, untried arms first, ties at random.
 *
 * An arm that was never tried is tried before anything else: ranking it as 0 would lock in the first arm that ever
 * scored. Afterwards a share `epsilon` of the choices explores uniformly and the rest takes the best mean, shrunk by kind of
 * task. Priors and costs are not looked at.
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
    candidates: readonly Candidate[],
    random: RandomSource,
    preferred?: ReadonlySet<string>,
  ): PolicyChoice {
    const explored = exploredOf(candidates, preferred);
    const untried = explored.filter(isNew);
    const isAlone = candidates.length === 1;
    if (untried.length > 0) {
      return { arm: pickFrom(untried, random).arm, ground: isAlone ? 'only' : 'untried' };
    }
    const isExploring = random() < this.#epsilon;
    const { arm } = pickFrom(isExploring ? explored : bestOf(candidates), random);
    return { arm, ground: isAlone ? 'only' : isExploring ? 'exploring' : 'best' };
  }

  propensities(candidates: readonly Candidate[], preferred?: ReadonlySet<string>): number[] {
    const explored = exploredOf(candidates, preferred);
    const untried = explored.filter(isNew);
    if (untried.length > 0) return uniformOver(untried, candidates);
    const exploring = uniformOver(explored, candidates);
    const greedy = uniformOver(bestOf(candidates), candidates);
    return greedy.map(
      (share, index) => share * (1 - this.#epsilon) + (exploring[index] ?? 0) * this.#epsilon,
    );
  }
}

function isNew({ trials, pending = 0 }: Candidate): boolean {
  return trials <= 0 && pending <= 0;
}

/** The tried candidates with the highest mean reward; all while none has a reward yet. */
function bestOf(candidates: readonly Candidate[]): readonly Candidate[] {
  const tried = candidates.filter((each) => each.trials > 0);
  if (tried.length === 0) return candidates;
  const top = Math.max(...tried.map(pooledMean));
  return tried.filter((each) => pooledMean(each) === top);
}
