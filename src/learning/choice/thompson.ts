import { randomBeta } from 'd3-random';
import type { Candidate } from './arm.js';
import { beliefOf, deviationOf, meanOf, type Belief } from './belief.js';
import { exploredOf, isUntried, pickFrom, uniformOver } from './candidates.js';
import { chancesToBePicked } from './chances.js';
import { cheapestBlend } from './cheapest-blend.js';
import type { Policy, PolicyChoice, RandomSource, Slider } from './policy.js';

/** The share of the best option's success that may be given up to save cost. */
const tolerances: Readonly<Record<Slider, number>> = { quality: 0, balanced: 0.05, economy: 0.15 };
/** How much a draw is sharpened: see `foreseeable`. */
const leastSharpness = 2;
const lookaheadRuns = 10;
/** Share of choices that explore uniformly, whatever is believed: history can be re-evaluated, and no arm starves. */
const explorationFloor = 0.01;
/** Standard deviation below which an arm's mean counts as known: as close as the slider's steps are apart. */
const knownDeviation = 0.05;

/** A candidate with what is believed of it. */
interface Contender {
  readonly candidate: Candidate;
  readonly belief: Belief;
  /** What a choice draws from. */
  readonly drawn: Belief;
  readonly cost: number;
  readonly isKnown: boolean;
}

/**
 * Thompson sampling over Beta beliefs with priors, aware of cost.
 *
 * Untried arms without a prior go first. Then a mean is drawn for each arm; among the draws within the slider's tolerance
 * of the highest the cheapest arm is picked, of arms that cost the same the highest. When the picked arm and the best one
 * are both known well, nothing is left to learn from the pick, and the cheapest blend of well-known arms that keeps the
 * tolerance takes its place.
 * @see Russo et al., A Tutorial on Thompson Sampling, 2018; Chapelle & Li, An Empirical Evaluation of Thompson Sampling,
 *   2011, for sharpening the posterior
 */
export class ThompsonSampling implements Policy {
  readonly name: string;
  readonly #tolerance: number;

  /** @param slider how much success may be given up for cost: none, up to 5 % (default) or up to 15 % of the best's */
  constructor(slider: Slider = 'balanced') {
    this.name = `thompson ${slider}`;
    this.#tolerance = tolerances[slider];
  }

  choose(
    candidates: readonly Candidate[],
    random: RandomSource,
    preferred?: ReadonlySet<string>,
  ): PolicyChoice {
    const explored = exploredOf(candidates, preferred);
    const untried = explored.filter(isUntried);
    const isAlone = candidates.length === 1;
    if (untried.length > 0) {
      return { arm: pickFrom(untried, random).arm, ground: isAlone ? 'only' : 'untried' };
    }
    if (random() < explorationFloor) {
      return { arm: pickFrom(explored, random).arm, ground: isAlone ? 'only' : 'exploring' };
    }
    const contenders = candidates.map(contenderOf);
    const drawn = pickByDraws(contenders, this.#tolerance, random);
    const picked = this.#blendFor(drawn, contenders, random) ?? drawn;
    return {
      arm: picked.candidate.arm,
      ground: isAlone ? 'only' : groundOf(picked, contenders, this.#tolerance),
    };
  }

  propensities(candidates: readonly Candidate[], preferred?: ReadonlySet<string>): number[] {
    const explored = exploredOf(candidates, preferred);
    const untried = explored.filter(isUntried);
    if (untried.length > 0) return uniformOver(untried, candidates);
    const contenders = candidates.map(contenderOf);
    const byDraws = chancesToBePicked(
      contenders.map(({ drawn, cost }) => ({ belief: drawn, cost })),
      this.#tolerance,
    );
    const floor = uniformOver(explored, candidates);
    return this.#blended(byDraws, contenders).map(
      (chance, index) => (1 - explorationFloor) * chance + explorationFloor * (floor[index] ?? 0),
    );
  }

  /** Hands the chances of the known arms to the blend that takes their place. */
  #blended(chances: readonly number[], contenders: readonly Contender[]): number[] {
    const blend = this.#blend(contenders);
    if (blend === undefined) return [...chances];
    const known = contenders.reduce(
      (sum, { isKnown }, index) => sum + (isKnown ? (chances[index] ?? 0) : 0),
      0,
    );
    return contenders.map((each, index) => {
      if (!each.isKnown) return chances[index] ?? 0;
      const first = each === blend.first ? blend.share : 0;
      const second = each === blend.second ? 1 - blend.share : 0;
      return known * (first + second);
    });
  }

  #blendFor(
    picked: Contender,
    contenders: readonly Contender[],
    random: RandomSource,
  ): Contender | undefined {
    const blend = picked.isKnown ? this.#blend(contenders) : undefined;
    if (blend === undefined) return undefined;
    return random() < blend.share ? blend.first : blend.second;
  }

  /** The blend of known arms that saves something; none while the best arm is not known. */
  #blend(
    contenders: readonly Contender[],
  ): { first: Contender; second: Contender; share: number } | undefined {
    if (this.#tolerance === 0 || !bestOf(contenders).isKnown) return undefined;
    const known = contenders.filter(({ isKnown }) => isKnown);
    const blend = cheapestBlend(
      known.map(({ belief, cost }) => ({ reward: meanOf(belief), cost })),
      this.#tolerance,
    );
    const first = blend && known[blend.first];
    const second = blend && known[blend.second];
    return first && second && { first, second, share: blend.share };
  }
}

function contenderOf(candidate: Candidate): Contender {
  const belief = beliefOf(candidate);
  return {
    candidate,
    belief,
    drawn: foreseeable(belief),
    cost: candidate.cost ?? Infinity,
    isKnown: deviationOf(belief) <= knownDeviation,
  };
}

/**
 * What a choice draws from: the belief with its variance halved, since plain posterior sampling explores more than a few
 * hundred runs repay, and then reduced to what the next runs could still teach. After ten more runs the believed mean will
 * have moved with about the belief's variance times 10 / (mass + 10); what cannot be learned is not worth exploring, and a
 * strong prior over many arms is not drowned in their noise.
 */
function foreseeable({ alpha, beta }: Belief): Belief {
  const sharpness = leastSharpness + (alpha + beta) / lookaheadRuns;
  return { alpha: alpha * sharpness, beta: beta * sharpness };
}

function pickByDraws(contenders: readonly Contender[], tolerance: number, random: RandomSource): Contender {
  const beta = randomBeta.source(random);
  const draws = contenders.map((contender) => ({
    contender,
    draw: beta(contender.drawn.alpha, contender.drawn.beta)(),
  }));
  const bar = (1 - tolerance) * Math.max(...draws.map(({ draw }) => draw));
  const [picked] = draws
    .filter(({ draw }) => draw >= bar)
    .sort((a, b) => compare(a.contender.cost, b.contender.cost) || b.draw - a.draw);
  if (picked === undefined) throw new RangeError('there is no arm to choose from');
  return picked.contender;
}

/** As a - b, but 0 for two infinities. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function bestOf(contenders: readonly Contender[]): Contender {
  return contenders.reduce((best, each) => (meanOf(each.belief) > meanOf(best.belief) ? each : best));
}

function groundOf(
  picked: Contender,
  contenders: readonly Contender[],
  tolerance: number,
): PolicyChoice['ground'] {
  const best = bestOf(contenders);
  if (picked === best) return 'best';
  const isCheaper = picked.cost < best.cost;
  const isClose = meanOf(picked.belief) >= (1 - tolerance) * meanOf(best.belief);
  return isCheaper && (isClose || (picked.isKnown && best.isKnown)) ? 'cheaper' : 'exploring';
}
