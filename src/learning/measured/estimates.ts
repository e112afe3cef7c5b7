import { betaQuantile } from '../choice/beta-functions.js';

/** A value with its 95 % interval. */
interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What some runs say of a number, and about how many it takes until they say enough. */
export interface Sample {
  readonly runs: number;
  readonly neededRuns: number;
  /** Null while the runs are too few. */
  readonly estimate: Estimate | null;
}

/** Some values together. */
export interface Sums {
  readonly count: number;
  readonly sum: number;
}

export interface SquaredSums extends Sums {
  readonly squares: number;
}

const standardErrors = 1.96;
const tail = 0.025;
/** How far the ends of an interval may lie from its value: in points for a share, in parts of the value for an amount. */
const precision = { share: 0.1, amount: 0.25 } as const;
const leastRuns = 20;

/** A mean of numbers from 0 to 1, its interval from the Beta distribution. Few are needed when they are all alike. */
export function shareOf({ count: runs, sum }: Sums): Sample {
  const guess = (sum + 1) / (runs + 2);
  const neededRuns = needed((standardErrors / precision.share) ** 2 * guess * (1 - guess));
  const [alpha, beta] = [sum + 1, runs - sum + 1];
  if (runs < neededRuns) return { runs, neededRuns, estimate: null };
  const value = sum / runs;
  // An interval with equal tails does not reach a mean of 0 or 1.
  const low = Math.min(value, betaQuantile(tail, alpha, beta));
  const high = Math.max(value, betaQuantile(1 - tail, alpha, beta));
  return { runs, neededRuns, estimate: { value, low, high } };
}

/** A mean of amounts of 0 or more, its interval from the normal distribution. */
export function amountOf({ count: runs, sum, squares }: SquaredSums): Sample {
  const value = runs === 0 ? 0 : sum / runs;
  // Rounding may lead below 0 where all are alike.
  const variance = runs < 2 ? 0 : Math.max(0, squares - runs * value ** 2) / (runs - 1);
  const neededRuns = needed(value === 0 ? 0 : (standardErrors / (precision.amount * value)) ** 2 * variance);
  const half = standardErrors * Math.sqrt(variance / Math.max(1, runs));
  const estimate = { value, low: Math.max(0, value - half), high: value + half };
  return { runs, neededRuns, estimate: runs < neededRuns ? null : estimate };
}

export function sumsOf(values: readonly number[]): SquaredSums {
  return { count: values.length, sum: total(values), squares: total(values.map((value) => value ** 2)) };
}

export function together(sums: readonly Sums[]): Sums {
  return { count: total(sums.map(({ count }) => count)), sum: total(sums.map(({ sum }) => sum)) };
}

export function squaredTogether(sums: readonly SquaredSums[]): SquaredSums {
  return { ...together(sums), squares: total(sums.map(({ squares }) => squares)) };
}

/** Rounded up to tens: it is a guess from few runs. */
function needed(runs: number): number {
  return Math.max(leastRuns, Math.ceil(runs / 10) * 10);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0);
}
