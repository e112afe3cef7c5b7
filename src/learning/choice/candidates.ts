import type { Candidate } from './arm.js';
import type { RandomSource } from './policy.js';

/** The candidates among which a policy tries first and explores: the preferred ones, or all when none is preferred. */
export function exploredOf(
  candidates: readonly Candidate[],
  preferred: ReadonlySet<string> | undefined,
): readonly Candidate[] {
  if (candidates.length === 0) throw new RangeError('there is no arm to choose from');
  const first = candidates.filter((each) => preferred?.has(each.arm) ?? true);
  return first.length > 0 ? first : candidates;
}

/** Whether an arm has neither run here, nor runs now, nor brings a starting guess. */
export function isUntried({ trials, pending = 0, prior }: Candidate): boolean {
  return trials <= 0 && pending <= 0 && (prior?.mass ?? 0) <= 0;
}

/** One of several, each as likely. */
export function pickFrom<T>(from: readonly T[], random: RandomSource): T {
  const picked = from[Math.min(Math.floor(random() * from.length), from.length - 1)];
  if (picked === undefined) throw new RangeError('there is no arm to choose from');
  return picked;
}

/** The probability that a uniform pick from `from` is each of `candidates`. */
export function uniformOver(from: readonly Candidate[], candidates: readonly Candidate[]): number[] {
  const ids = new Set(from.map((each) => each.arm));
  return candidates.map((each) => (ids.has(each.arm) ? 1 / from.length : 0));
}
