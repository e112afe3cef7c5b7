import {
  amountOf,
  shareOf,
  squaredTogether,
  together,
  type Sample,
  type SquaredSums,
  type Sums,
} from './estimates.js';

/** Finished runs with the same model and prompt; those count of which something is known. */
export interface MeasuredGroup {
  readonly modelName: string | null;
  readonly promptId: string | null;
  /** From 0 to 1. */
  readonly rewards: Sums;
  /** 1 for a run that compiles. */
  readonly compiles: Sums;
  /** 1 for a run without a new lint, schema or boundary error. */
  readonly clean: Sums;
  readonly costsUsd: SquaredSums;
}

/** What is known of all finished runs. */
export interface Measured {
  readonly groups: readonly MeasuredGroup[];
  /** How many runs each task took. */
  readonly runsPerTask: SquaredSums;
}

export type MeasureName = 'compileRate' | 'conventionScore' | 'iterationsPerTask' | 'winRate' | 'costUsd';

/** One number of this repository beside what is expected of it. */
export interface Measurement extends Sample {
  readonly measure: MeasureName;
  /** The option that it is of; null for all runs. */
  readonly of: { readonly chooser: 'prompt' | 'model'; readonly arm: string } | null;
  /** What using the extension is said to change; null where nothing is claimed. */
  readonly expected: string | null;
}

const claims: Readonly<Record<MeasureName, string>> = {
  compileRate: '5 to 10 % more with chosen contexts, 20 to 30 % after three months of fine-tuning',
  conventionScore: '10 to 15 % more after a week of fine-tuning, 30 to 50 % after three months',
  iterationsPerTask: '1 to 2 fewer after a month of fine-tuning, 2 to 3 after three months',
  winRate: '5 to 10 % more by choosing prompts',
  costUsd: '10 to 20 % less by routing models',
};

/**
 * The share of runs that compile, the share that break no convention (no new lint, schema or boundary error), the runs that a
 * task takes, and the mean reward and cost by prompt and model: each with its interval, or how many runs are still missing.
 */
export function expectedAndMeasured({ groups, runsPerTask }: Measured): Measurement[] {
  const overall = (measure: MeasureName, sample: Sample): Measurement => {
    return { measure, of: null, expected: claims[measure], ...sample };
  };
  return [
    overall('compileRate', shareOf(together(groups.map(({ compiles }) => compiles)))),
    overall('conventionScore', shareOf(together(groups.map(({ clean }) => clean)))),
    overall('iterationsPerTask', amountOf(runsPerTask)),
    overall('winRate', shareOf(together(groups.map(({ rewards }) => rewards)))),
    overall('costUsd', amountOf(squaredTogether(groups.map(({ costsUsd }) => costsUsd)))),
    ...byArm('prompt', groups, ({ promptId }) => promptId),
    ...byArm('model', groups, ({ modelName }) => modelName),
  ];
}

function byArm(
  chooser: 'prompt' | 'model',
  groups: readonly MeasuredGroup[],
  armOf: (group: MeasuredGroup) => string | null,
): Measurement[] {
  const arms = new Set(groups.map(armOf).filter((arm) => arm !== null));
  return [...arms].sort().flatMap((arm) => {
    const own = groups.filter((group) => armOf(group) === arm);
    const of = { chooser, arm } as const;
    const rewards = shareOf(together(own.map((group) => group.rewards)));
    const costs = amountOf(squaredTogether(own.map(({ costsUsd }) => costsUsd)));
    return [
      { measure: 'winRate', of, expected: null, ...rewards } as const,
      { measure: 'costUsd', of, expected: null, ...costs } as const,
    ];
  });
}
