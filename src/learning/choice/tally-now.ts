import type { Tally } from './arm.js';
import { afterIdentityChange } from './changed-arm.js';

/** An arm's record by what the arm was when it was used: what it is now, or anything else before. */
export interface ArmRecord {
  readonly present: Tally;
  readonly former: Tally;
  /** The parts of both that are of the task's own kind. */
  readonly presentOfKind: Tally;
  readonly formerOfKind: Tally;
}

/** A tally and the part of it that is of the task's own kind. */
export interface KindTally extends Tally {
  readonly ofKind: Tally;
}

const nothing: Tally = { trials: 0, wins: 0 };

/** A record of which nothing is known. */
export const emptyRecord: ArmRecord = {
  present: nothing,
  former: nothing,
  presentOfKind: nothing,
  formerOfKind: nothing,
};

/**
 * What a record counts for today: the runs of the arm as it is, and what is left of earlier ones. Sums that a person's edit
 * of the counts made impossible are brought back into `0 <= wins <= trials`, the whole first.
 */
export function tallyNow({ present, former, presentOfKind, formerOfKind }: ArmRecord): KindTally {
  const whole = possible(sum(present, former));
  const own = partOf(whole, present);
  const rest = { trials: whole.trials - own.trials, wins: whole.wins - own.wins };
  const kept = afterIdentityChange(rest);
  const counted = sum(own, kept);
  const share = rest.trials > 0 ? kept.trials / rest.trials : 0;
  const left = { trials: formerOfKind.trials * share, wins: formerOfKind.wins * share };
  return { ...counted, ofKind: partOf(counted, sum(presentOfKind, left)) };
}

function sum(one: Tally, other: Tally): Tally {
  return { trials: one.trials + other.trials, wins: one.wins + other.wins };
}

function possible({ trials, wins }: Tally): Tally {
  const some = Math.max(0, trials);
  return { trials: some, wins: between(0, wins, some) };
}

/** The nearest tally that can be a part of `whole`, successes and failures each. */
function partOf(whole: Tally, { trials, wins }: Tally): Tally {
  const worked = between(0, wins, whole.wins);
  return { trials: worked + between(0, trials - wins, whole.trials - whole.wins), wins: worked };
}

function between(low: number, value: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
