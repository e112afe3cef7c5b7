import type { Tally } from './arm.js';
import { logEvidenceAgainst } from './difference-evidence.js';

/** What the runs say about one arm being better than another. */
export type Verdict = 'too early' | 'probably' | 'clearly' | 'no real difference';

/** A difference of mean reward below this makes no difference in practice. */
const practicalDifference = 0.05;
/** How often `clearly`, and `no real difference`, may ever be said of arms of which it is not true. */
const clearlyWrong = 0.05;
/** How often `probably` may. */
const probablyWrong = 0.2;
/** More runs than this are not worth counting. */
const mostRunsForetold = 10_000;

/**
 * Whether `leader`, the arm with the higher mean, is better than `other`. It may be asked at any time and as often as one
 * likes: the bounds on being wrong hold over the whole history.
 * @param comparisons among how many comparisons the permitted errors are shared, at least 1
 */
export function verdictOn(leader: Tally, other: Tally, comparisons = 1): Verdict {
  const against = (difference: number): number => logEvidenceAgainst(leader, other, difference);
  if (leader.trials <= 0 || other.trials <= 0) return 'too early';
  const equal = meanOf(leader) > meanOf(other) ? against(0) : 0;
  if (equal >= Math.log(comparisons / clearlyWrong)) return 'clearly';
  const apart = Math.min(
    isWithin(leader, other) ? against(practicalDifference) : 0,
    isWithin(other, leader) ? against(-practicalDifference) : 0,
  );
  if (apart >= Math.log(comparisons / clearlyWrong)) return 'no real difference';
  return equal >= Math.log(comparisons / probablyWrong) ? 'probably' : 'too early';
}

/**
 * About how many more runs of the two it would take until the verdict is `clearly` or `no real difference`, if they go on
 * as they did, the difference shrunk a little towards none; null when it would be more than 10,000, 0 when it is said already.
 */
export function runsUntilVerdict(leader: Tally, other: Tally, comparisons = 1): number | null {
  if (isFinal(verdictOn(leader, other, comparisons))) return 0;
  const typical = shrunkTogether(leader, other);
  const each = mostRunsForetold / 2;
  let [low, high] = [0, each];
  const isFinalAfter = (more: number): boolean =>
    isFinal(verdictOn(typical[0](leader.trials + more), typical[1](other.trials + more), comparisons));
  if (!isFinalAfter(high)) return null;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isFinalAfter(middle)) high = middle;
    else low = middle;
  }
  return 2 * high;
}

function isFinal(verdict: Verdict): boolean {
  return verdict === 'clearly' || verdict === 'no real difference';
}

function meanOf({ trials, wins }: Tally): number {
  return wins / trials;
}

/** Whether one arm's mean is less than a practical difference above another's, so that the opposite can be rejected. */
function isWithin(one: Tally, other: Tally): boolean {
  return meanOf(one) - meanOf(other) < practicalDifference;
}

/** Tallies of any length with the means that two arms may turn out to have: each shrunk to both by ten runs' weight. */
function shrunkTogether(leader: Tally, other: Tally): [(trials: number) => Tally, (trials: number) => Tally] {
  const weight = 10;
  const all = (leader.wins + other.wins + 1) / (leader.trials + other.trials + 2);
  const of = ({ trials, wins }: Tally) => {
    const mean = (wins + weight * all) / (trials + weight);
    return (length: number): Tally => ({ trials: length, wins: length * mean });
  };
  return [of(leader), of(other)];
}
