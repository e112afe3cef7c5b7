import type { Outcome } from './outcome.js';
import type { RewardInputs } from './reward-inputs.js';

/**
 * The inputs of the `classic` formula. It knows no missing parts: where nobody looked it assumes that the code compiles, that
 * there are no tests and no errors, and it leaves the verdict and the coverage open.
 */
export function deriveInputs({ compile, tests, findings, coverage, verdict }: Outcome): RewardInputs {
  const { passed, failed } = tests?.value ?? { passed: 0, failed: 0 };
  return {
    compile_pass: compile?.value ?? true,
    lint_errors: findings.lint?.value ?? 0,
    type_errors: findings.type?.value ?? 0,
    schema_errors: findings.schema?.value ?? 0,
    boundary_errors: findings.boundary?.value ?? 0,
    tests_passed: passed,
    tests_total: passed + failed,
    coverage_pct: coverage?.value.pct ?? null,
    human_accept: verdict?.value.share ?? null,
  };
}
