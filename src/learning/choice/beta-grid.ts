import { deviationOf, meanOf, type Belief } from './belief.js';

/** Cumulative distributions of several beliefs at the same points. */
export interface BetaGrid {
  /** Ascending, from 0 to 1. */
  readonly points: Float64Array;
  /** For each belief its cumulative distribution at each point, from 0 to 1. */
  readonly cumulative: readonly Float64Array[];
}

/** Points for all beliefs together; enough for probabilities that are right to about 0.001. */
const pointsInAll = 320;
const fewestPointsEach = 16;
/** Within so many standard deviations of its mean a belief has nearly all of its mass. */
const reach = 6;
/** How much further each point of a tail is: it may fall off slowly, and over a wide step a little density is much mass. */
const tailGrowth = 1.5;

/**
 * Tabulates beliefs on one grid that is dense where they are. A belief's density is integrated by the trapezoid rule and
 * normalised; parameters of at least 1 keep it bounded.
 */
export function betaGrid(beliefs: readonly Belief[]): BetaGrid {
  const points = pointsFor(beliefs);
  const logs = points.map(Math.log);
  const complements = points.map((x) => Math.log1p(-x));
  return { points, cumulative: beliefs.map((each) => cumulativeOf(each, points, logs, complements)) };
}

/** Linear interpolation of a table at a share of each point: `table(share * x)`. */
export function atShare(points: Float64Array, table: Float64Array, share: number): Float64Array {
  let right = 1;
  return points.map((point) => {
    const x = share * point;
    while (right < points.length - 1 && (points[right] ?? 1) < x) right++;
    const from = points[right - 1] ?? 0;
    const to = points[right] ?? 1;
    const low = table[right - 1] ?? 0;
    const high = table[right] ?? 0;
    return low + ((high - low) * (x - from)) / (to - from);
  });
}

function pointsFor(beliefs: readonly Belief[]): Float64Array {
  const each = Math.max(fewestPointsEach, Math.round(pointsInAll / beliefs.length));
  const points = new Set([0, 1]);
  for (const belief of beliefs) {
    const [mean, deviation] = [meanOf(belief), deviationOf(belief)];
    for (let index = 0; index <= each; index++) {
      const x = mean + deviation * reach * ((2 * index) / each - 1);
      if (x > 0 && x < 1) points.add(x);
    }
    for (let far = deviation * reach * tailGrowth; far < 1; far *= tailGrowth) {
      for (const x of [mean - far, mean + far]) if (x > 0 && x < 1) points.add(x);
    }
  }
  return Float64Array.from(points).sort();
}

function cumulativeOf(
  { alpha, beta }: Belief,
  points: Float64Array,
  logs: Float64Array,
  complements: Float64Array,
): Float64Array {
  const peak = alpha + beta > 2 ? (alpha - 1) / (alpha + beta - 2) : 0.5;
  const top = power(alpha - 1, Math.log(peak)) + power(beta - 1, Math.log1p(-peak));
  const density = points.map((_, index) =>
    Math.exp(power(alpha - 1, logs[index] ?? 0) + power(beta - 1, complements[index] ?? 0) - top),
  );
  const cumulative = new Float64Array(points.length);
  for (let index = 1; index < points.length; index++) {
    const width = (points[index] ?? 0) - (points[index - 1] ?? 0);
    const height = ((density[index] ?? 0) + (density[index - 1] ?? 0)) / 2;
    cumulative[index] = (cumulative[index - 1] ?? 0) + width * height;
  }
  const total = cumulative.at(-1) ?? 1;
  return cumulative.map((value) => value / total);
}

/** `exponent * log`, where 0 * -Infinity counts as 0. */
function power(exponent: number, log: number): number {
  return exponent === 0 ? 0 : exponent * log;
}
