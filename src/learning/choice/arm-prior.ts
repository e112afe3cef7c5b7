/** What is believed of an arm before it ran in this repository: a starting guess, always shown as one. */
export interface ArmPrior {
  /** Expected mean reward, 0 to 1. */
  readonly mean: number;
  /** How many runs of one's own the guess weighs as much as. */
  readonly mass: number;
}

/**
 * The most that a starting guess may weigh, in runs, by where it comes from. A published benchmark has other tasks and
 * other checks, so ten runs of one's own outweigh it. Runs of the same agent under the same kind of checks elsewhere are
 * nearly as good as one's own, but never more than a hundred of them: every repository is different.
 */
const massLimits = { published: 10, measured: 100 } as const;

/** @param tasks on how many tasks the mean was measured */
export function cappedPrior(mean: number, tasks: number, source: keyof typeof massLimits): ArmPrior {
  return { mean: Math.min(1, Math.max(0, mean)), mass: Math.min(tasks, massLimits[source]) };
}
