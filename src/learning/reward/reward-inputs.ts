/** What the reward is computed from. Names and units are those of the public API. */
export interface RewardInputs {
  readonly compile_pass: boolean;
  /** Counts of errors: whole numbers, 0 or more. */
  readonly lint_errors: number;
  readonly type_errors: number;
  readonly schema_errors: number;
  readonly boundary_errors: number;
  /** Whole numbers with `0 <= tests_passed <= tests_total`; a total of 0 means that there are no tests. */
  readonly tests_passed: number;
  readonly tests_total: number;
  /** 0 to 100, or absent when not measured. Recorded; `classic` does not use it. */
  readonly coverage_pct?: number | null | undefined;
  /** Whether a person kept the result, or the share that was kept, 0 to 1; absent while nobody has said. */
  readonly human_accept?: boolean | number | null | undefined;
}

/** Thrown for reward inputs that cannot be true; lists every problem at once and nothing is written. */
export class RewardInputError extends Error {
  override readonly name = 'RewardInputError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The reward cannot be computed: ${problems.join('; ')}.`);
    this.problems = problems;
  }
}

const counts = [
  'lint_errors',
  'type_errors',
  'schema_errors',
  'boundary_errors',
  'tests_passed',
  'tests_total',
] as const;

/**
 * Everything that is wrong with `inputs`, in words; empty when they can be scored. Takes anything, since callers may
 * come from plain JavaScript.
 */
function problemsOf(inputs: Readonly<Record<keyof RewardInputs, unknown>>): string[] {
  const problems: string[] = [];
  if (typeof inputs.compile_pass !== 'boolean') problems.push('compile_pass must be true or false');
  for (const name of counts) {
    const value = inputs[name];
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
      problems.push(`${name} must be a whole number of 0 or more, not ${inWords(value)}`);
    }
  }
  const { tests_passed: passed, tests_total: total } = inputs;
  if (typeof passed === 'number' && typeof total === 'number' && passed > total) {
    problems.push(`tests_passed (${passed}) is more than tests_total (${total})`);
  }
  const coverage = inputs.coverage_pct ?? 0;
  if (typeof coverage !== 'number' || !(coverage >= 0 && coverage <= 100)) {
    problems.push(`coverage_pct must lie between 0 and 100, not ${inWords(coverage)}`);
  }
  const human = inputs.human_accept ?? false;
  if (typeof human !== 'boolean' && !(typeof human === 'number' && human >= 0 && human <= 1)) {
    problems.push(`human_accept must be true, false or a share between 0 and 1, not ${inWords(human)}`);
  }
  return problems;
}

/** @throws {RewardInputError} listing all problems */
export function checkRewardInputs(inputs: RewardInputs): void {
  const problems = problemsOf({
    ...inputs,
    coverage_pct: inputs.coverage_pct,
    human_accept: inputs.human_accept,
  });
  if (problems.length > 0) throw new RewardInputError(problems);
}

function inWords(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return value === undefined ? 'missing' : JSON.stringify(value);
}
