import type { Tally } from './arm.js';
import { verdictOn, type Verdict } from './verdict.js';

/** From the least to the most that can be said of a leader. */
const strengths: readonly Verdict[] = ['too early', 'probably', 'no real difference', 'clearly'];

/** The arm with the highest mean reward, of equal ones the most tried; undefined while none was tried. */
export function leaderOf<Arm extends Tally>(arms: readonly Arm[]): Arm | undefined {
  const tried = arms.filter(({ trials }) => trials > 0);
  const mean = ({ trials, wins }: Arm): number => wins / trials;
  const [first] = [...tried].sort((a, b) => mean(b) - mean(a) || b.trials - a.trials);
  return first;
}

/** The weakest of several verdicts on a leader: it is as clear as against its hardest rival. */
export function weakestOf(verdicts: readonly Verdict[]): Verdict {
  return strengths.find((each) => verdicts.includes(each)) ?? 'too early';
}

/** Whether the leader is better than all other arms. A winner is declared only by `clearly`. */
export function verdictOnLeader(arms: readonly Tally[]): Verdict {
  const leader = leaderOf(arms);
  if (leader === undefined) return 'too early';
  const rivals = arms.filter((each) => each !== leader);
  return weakestOf(rivals.map((rival) => verdictOn(leader, rival, rivals.length)));
}
