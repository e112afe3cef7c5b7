import type { RandomSource } from './policy.js';
import type { UpliftVerdict } from './uplift.js';

/** Whether a context source takes part in one run, and how likely that was. */
export interface Inclusion {
  readonly source: string;
  readonly isIncluded: boolean;
  /** Probability with which it was included, in (0, 1). */
  readonly propensity: number;
}

/** A source is left out in one run of five while it is open whether it helps, later in one of ten. */
const inclusionWhileOpen = 0.8;
const inclusionOnceSettled = 0.9;

/** Leaves each source of a recipe out now and then, independently of the others, so that its uplift can be measured. */
export function drawInclusions(
  sources: readonly { readonly source: string; readonly verdict: UpliftVerdict }[],
  random: RandomSource,
): Inclusion[] {
  return sources.map(({ source, verdict }) => {
    const propensity = verdict === 'too early' ? inclusionWhileOpen : inclusionOnceSettled;
    return { source, isIncluded: random() < propensity, propensity };
  });
}
