import { checkRewardInputs, type RewardInputs } from './reward-inputs.js';

/** The parts of a reward, each in [0, 1], 1 being best. */
export interface RewardComponents {
  readonly compile: number;
  readonly tests: number;
  /** 1 minus the error rate. */
  readonly errors: number;
  readonly human: number;
}

const errorsForZero = 100;

/**
 * The parts of the `classic` formula: compile 1 or 0; tests passed / total, 1 without tests; 1 - errors / 100, at
 * least 0; a person's word 1, 0 or the share kept, 0.5 while unknown.
 * @throws {RewardInputError}
 */
export function classicComponents(inputs: RewardInputs): RewardComponents {
  checkRewardInputs(inputs);
  const errors = inputs.lint_errors + inputs.type_errors + inputs.schema_errors + inputs.boundary_errors;
  return {
    compile: inputs.compile_pass ? 1 : 0,
    tests: inputs.tests_total === 0 ? 1 : inputs.tests_passed / inputs.tests_total,
    errors: 1 - Math.min(errors / errorsForZero, 1),
    human: Number(inputs.human_accept ?? 0.5),
  };
}

/**
 * The `classic` reward, in [0, 1]: `0.25 * compile + 0.25 * tests + 0.25 * (1 - error_rate) + 0.25 * human_accept`.
 * @param coverageWeight share of the reward that coverage makes where it was measured, 0 to 1; default 0
 * @throws {RewardInputError}
 */
export function classicReward(inputs: RewardInputs, coverageWeight = 0): number {
  const { compile, tests, errors, human } = classicComponents(inputs);
  const reward = 0.25 * compile + 0.25 * tests + 0.25 * errors + 0.25 * human;
  const coverage = inputs.coverage_pct ?? null;
  if (coverageWeight === 0 || coverage === null) return reward;
  return (1 - coverageWeight) * reward + coverageWeight * (coverage / 100);
}
