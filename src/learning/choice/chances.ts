import type { Belief } from './belief.js';
import { atShare, betaGrid } from './beta-grid.js';

/** A belief and the cost of acting on it; `Infinity` for a cost that is not known. */
export interface Contender {
  readonly belief: Belief;
  readonly cost: number;
}

/** The probability of each belief that a draw from it is the highest of all; they add up to 1. */
export function chancesToBeBest(beliefs: readonly Belief[]): number[] {
  return chancesToBePicked(
    beliefs.map((belief) => ({ belief, cost: 0 })),
    0,
  );
}

/**
 * The probability of each contender to be picked by `pickByDraws`: among those whose draw is at least
 * `1 - tolerance` of the highest the cheapest, and of several that cost the same the highest. They add up to 1.
 *
 * Contenders of one cost form a group, whose draw is its members' highest. With M the highest draw of all and
 * s = 1 - tolerance, a member i of group g is picked when every cheaper group draws below sM (so none of them has M) and
 * either i has M itself, or a dearer group has M and i, the best of g, lies in [sM, M]. Both are integrated over M.
 */
export function chancesToBePicked(contenders: readonly Contender[], tolerance: number): number[] {
  if (contenders.length === 1) return [1];
  const share = 1 - tolerance;
  const { points, cumulative } = betaGrid(contenders.map(({ belief }) => belief));
  const groups = groupsByCost(contenders);
  const tables = groups.map((members) => members.map((index) => cumulative[index] ?? points));
  const inAll = tables.map((members) => members.reduce(product));
  const cheaper = runningProducts(inAll, points.length);
  const dearer = runningProducts(inAll.toReversed(), points.length).reverse();

  const masses = contenders.map(() => 0);
  for (const [group, members] of groups.entries()) {
    const isCheaperOut = atShare(points, cheaper[group] ?? points, share);
    const dearerBelow = dearer[group] ?? points;
    const own = tables[group] ?? [];
    const before = runningProducts(own, points.length);
    const after = runningProducts(own.toReversed(), points.length).reverse();
    for (const [at, index] of members.entries()) {
      const mates = product(before[at] ?? points, after[at] ?? points);
      const leading = integralOf(mates, own[at] ?? points);
      masses[index] = pickedMass(isCheaperOut, dearerBelow, leading, atShare(points, leading, share));
    }
  }
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return masses.map((mass) => mass / total);
}

/** Indexes of the contenders of each cost, the cheapest first. */
function groupsByCost(contenders: readonly Contender[]): number[][] {
  const byCost = new Map<number, number[]>();
  for (const [index, { cost }] of contenders.entries()) {
    byCost.set(cost, [...(byCost.get(cost) ?? []), index]);
  }
  return [...byCost].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, members]) => members);
}

/** For each table the product of all before it. */
function runningProducts(tables: readonly Float64Array[], length: number): Float64Array[] {
  let sofar: Float64Array = new Float64Array(length).fill(1);
  return tables.map((table) => {
    const before = sofar;
    sofar = product(sofar, table);
    return before;
  });
}

function product(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((value, at) => value * (other[at] ?? 0));
}

/**
 * The integral over M of the probability that no cheaper group is close enough, and that either the contender has M or a
 * dearer group has it and the contender, leading its own, is close enough.
 */
function pickedMass(
  isCheaperOut: Float64Array,
  dearerBelow: Float64Array,
  leading: Float64Array,
  leadingAtShare: Float64Array,
): number {
  let sum = 0;
  for (let at = 1; at < leading.length; at++) {
    const middle = (table: Float64Array): number => ((table[at - 1] ?? 0) + (table[at] ?? 0)) / 2;
    const step = (table: Float64Array): number => (table[at] ?? 0) - (table[at - 1] ?? 0);
    const isHighest = step(leading) * middle(dearerBelow);
    const isCloseEnough = step(dearerBelow) * (middle(leading) - middle(leadingAtShare));
    sum += middle(isCheaperOut) * (isHighest + isCloseEnough);
  }
  return sum;
}

/** The cumulative integral of `values` over the increments of `cumulative`. */
function integralOf(values: Float64Array, cumulative: Float64Array): Float64Array {
  const sums = new Float64Array(values.length);
  for (let at = 1; at < values.length; at++) {
    const step = (cumulative[at] ?? 0) - (cumulative[at - 1] ?? 0);
    sums[at] = (sums[at - 1] ?? 0) + (step * ((values[at] ?? 0) + (values[at - 1] ?? 0))) / 2;
  }
  return sums;
}
