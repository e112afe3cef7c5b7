import type { Standing } from '../../../../src/learning/choice/standings.js';

/** One model of ours that half worked. */
export function standing(arm: string, different: Partial<Standing>): Standing {
  return {
    chooser: 'model',
    arm,
    name: arm,
    trials: 20,
    wins: 10,
    mean: 0.5,
    low: 0.3,
    high: 0.7,
    chanceToBeBest: 0.5,
    costPerSuccessUsd: null,
    verdict: 'probably',
    moreRuns: 12,
    startingGuess: null,
    candidate: true,
    isRetired: false,
    rule: null,
    costPer1k: null,
    base: null,
    isInPlan: false,
    ...different,
  };
}
