import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classicComponents, classicReward } from '../../../src/learning/reward/classic.js';
import { RewardInputError, type RewardInputs } from '../../../src/learning/reward/reward-inputs.js';

const count = fc.nat({ max: 300 });

export const validInputs: fc.Arbitrary<RewardInputs> = fc
  .record({
    compile_pass: fc.boolean(),
    lint_errors: count,
    type_errors: count,
    schema_errors: count,
    boundary_errors: count,
    tests_passed: count,
    failed: count,
    coverage_pct: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined }),
    human_accept: fc.oneof(
      fc.constantFrom(true, false, null, undefined),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
  })
  .map(({ failed, ...inputs }) => ({ ...inputs, tests_total: inputs.tests_passed + failed }));

const perfect: RewardInputs = {
  compile_pass: true,
  lint_errors: 0,
  type_errors: 0,
  tests_passed: 10,
  tests_total: 10,
  coverage_pct: 85,
  schema_errors: 0,
  boundary_errors: 0,
  human_accept: true,
};

describe('the classic reward', () => {
  it('is 0.945 for 2 lint errors and 8 of 10 tests in an accepted run that compiles', () => {
    expect(classicReward({ ...perfect, lint_errors: 2, tests_passed: 8 })).toBeCloseTo(0.945, 12);
  });

  it('takes coverage in with the weight that it is given, where it was measured', () => {
    const inputs = { ...perfect, lint_errors: 2, tests_passed: 8 };
    expect(classicReward(inputs, 0.2)).toBeCloseTo(0.926, 12);
    expect(classicReward({ ...inputs, coverage_pct: null }, 0.2)).toBe(classicReward(inputs));
  });

  it('counts a missing verdict half and missing tests whole', () => {
    expect(
      classicComponents({ ...perfect, tests_passed: 0, tests_total: 0, human_accept: undefined }),
    ).toEqual({
      compile: 1,
      tests: 1,
      errors: 1,
      human: 0.5,
    });
  });

  it('lies in [0, 1] and is the mean of its parts, which lie there too', () => {
    fc.assert(
      fc.property(validInputs, (inputs) => {
        const parts: number[] = Object.values({ ...classicComponents(inputs) });
        for (const part of parts) expect(part >= 0 && part <= 1).toBe(true);
        const reward = classicReward(inputs);
        expect(reward >= 0 && reward <= 1).toBe(true);
        expect(reward).toBeCloseTo(parts.reduce((sum, part) => sum + part, 0) / 4, 12);
      }),
    );
  });

  it.each(['lint_errors', 'type_errors', 'schema_errors', 'boundary_errors'] as const)(
    'never rises with more %s',
    (name) => {
      fc.assert(
        fc.property(validInputs, count, (inputs, more) => {
          expect(classicReward({ ...inputs, [name]: inputs[name] + more })).toBeLessThanOrEqual(
            classicReward(inputs),
          );
        }),
      );
    },
  );

  it('never falls with compiling, with one more test that passes instead of failing, or with more kept', () => {
    fc.assert(
      fc.property(validInputs, fc.double({ min: 0, max: 1, noNaN: true }), (inputs, kept) => {
        const reward = classicReward(inputs);
        expect(classicReward({ ...inputs, compile_pass: true })).toBeGreaterThanOrEqual(reward);
        if (inputs.tests_passed < inputs.tests_total) {
          expect(classicReward({ ...inputs, tests_passed: inputs.tests_passed + 1 })).toBeGreaterThan(reward);
        }
        const less = classicReward({ ...inputs, human_accept: kept / 2 });
        expect(classicReward({ ...inputs, human_accept: kept })).toBeGreaterThanOrEqual(less);
      }),
    );
  });

  it('lists every problem of its inputs at once', () => {
    const wrong = {
      ...perfect,
      lint_errors: -1,
      type_errors: Number.NaN,
      tests_passed: 11,
      coverage_pct: 101,
      human_accept: 2,
    };
    expect(() => classicReward(wrong)).toThrow(RewardInputError);
    try {
      classicReward(wrong);
    } catch (error) {
      expect((error as RewardInputError).problems).toHaveLength(5);
    }
  });

  it('refuses what plain JavaScript may hand in', () => {
    const undefinedCount = { ...perfect, lint_errors: undefined } as unknown as RewardInputs;
    expect(() => classicReward(undefinedCount)).toThrow(/lint_errors must be a whole number/);
    const textFlag = { ...perfect, compile_pass: 'yes' } as unknown as RewardInputs;
    expect(() => classicReward(textFlag)).toThrow(/compile_pass/);
  });
});
