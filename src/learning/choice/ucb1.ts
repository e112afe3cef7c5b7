import type { Candidate } from './arm.js';
import { exploredOf, pickFrom, uniformOver } from './candidates.js';
import type { Policy, PolicyChoice, RandomSource } from './policy.js';

/**
 * UCB1: the arm with the highest upper confidence bound `mean + sqrt(2 ln t / n)`, untried arms first, ties at random.
 * Runs that wait for their reward count into `n` and `t`, so that a slow verdict does not repeat a choice. Priors and
 * costs are not looked at.
 * @see Auer, Cesa-Bianchi & Fischer, Finite-time Analysis of the Multiarmed Bandit Problem, 2002, figure 1
 */
export class Ucb1 implements Policy {
  readonly name = 'ucb1';

  choose(
    candidates: readonly Candidate[],
    random: RandomSource,
    preferred?: ReadonlySet<string>,
  ): PolicyChoice {
    const { arms, isUntried } = this.#leading(candidates, preferred);
    const chosen = pickFrom(arms, random);
    if (candidates.length === 1) return { arm: chosen.arm, ground: 'only' };
    if (isUntried) return { arm: chosen.arm, ground: 'untried' };
    const isBest = candidates.every((each) => meanOf(each) <= meanOf(chosen));
    return { arm: chosen.arm, ground: isBest ? 'best' : 'exploring' };
  }

  propensities(candidates: readonly Candidate[], preferred?: ReadonlySet<string>): number[] {
    return uniformOver(this.#leading(candidates, preferred).arms, candidates);
  }

  #leading(
    candidates: readonly Candidate[],
    preferred: ReadonlySet<string> | undefined,
  ): { arms: readonly Candidate[]; isUntried: boolean } {
    const untried = exploredOf(candidates, preferred).filter((each) => pullsOf(each) <= 0);
    if (untried.length > 0) return { arms: untried, isUntried: true };
    const pulled = candidates.filter((each) => pullsOf(each) > 0);
    const total = pulled.reduce((sum, each) => sum + pullsOf(each), 0);
    const bound = (each: Candidate): number =>
      meanOf(each) + Math.sqrt((2 * Math.log(Math.max(1, total))) / pullsOf(each));
    const top = Math.max(...pulled.map(bound));
    return { arms: pulled.filter((each) => bound(each) === top), isUntried: false };
  }
}

function pullsOf({ trials, pending = 0 }: Candidate): number {
  return Math.max(0, trials) + pending;
}

function meanOf({ trials, wins }: Candidate): number {
  return trials > 0 ? wins / trials : 0;
}
