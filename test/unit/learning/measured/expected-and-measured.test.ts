import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumsOf, type SquaredSums } from '../../../../src/learning/measured/estimates.js';
import {
  expectedAndMeasured,
  type Measurement,
} from '../../../../src/learning/measured/expected-and-measured.js';
import { measurementInWords } from '../../../../src/learning/measured/measurement-words.js';

/** A run; null for what nobody saw. */
interface Run {
  readonly taskSlug: string;
  readonly modelName: string | null;
  readonly promptId: string | null;
  readonly reward: number | null;
  readonly compiles: boolean | null;
  readonly conventionErrors: number | null;
  readonly costUsd: number | null;
}

function run(different: Partial<Run> = {}): Run {
  return {
    taskSlug: 't',
    modelName: null,
    promptId: null,
    reward: null,
    compiles: null,
    conventionErrors: null,
    costUsd: null,
    ...different,
  };
}

function expectedAndMeasuredOf(runs: readonly Run[]): Measurement[] {
  const known = (value: number | boolean | null): SquaredSums =>
    sumsOf(value === null ? [] : [Number(value)]);
  const groups = runs.map(({ modelName, promptId, reward, compiles, conventionErrors, costUsd }) => ({
    modelName,
    promptId,
    rewards: known(reward),
    compiles: known(compiles),
    clean: known(conventionErrors === null ? null : conventionErrors === 0),
    costsUsd: known(costUsd),
  }));
  const tasks = [...new Set(runs.map(({ taskSlug }) => taskSlug))];
  const counts = tasks.map((task) => runs.filter(({ taskSlug }) => taskSlug === task).length);
  return expectedAndMeasured({ groups, runsPerTask: sumsOf(counts) });
}

function measured(measure: Measurement['measure'], runs: readonly Run[], arm?: string): Measurement {
  return expectedAndMeasuredOf(runs).find((each) => each.measure === measure && each.of?.arm === arm)!;
}

const times = (count: number, different: (index: number) => Partial<Run>): Run[] =>
  Array.from({ length: count }, (_, index) => run(different(index)));

describe('expected and measured', () => {
  it('says how many runs are missing, and counts only those in which somebody looked', () => {
    const runs = [...times(10, (index) => ({ compiles: index > 1 })), ...times(50, () => ({}))];
    expect(measurementInWords(measured('compileRate', runs))).toBe('not enough runs (10 of about 80)');
    expect(measurementInWords(measured('costUsd', []))).toBe('not enough runs (0 of about 20)');
    expect(measurementInWords(measured('iterationsPerTask', runs))).toBe('not enough tasks (1 of about 20)');
  });

  it('gives values with their intervals once there are enough', () => {
    const runs = times(100, (index) => ({
      taskSlug: `t${Math.floor(index / 2)}`,
      compiles: index % 5 > 0,
      conventionErrors: index % 4 === 0 ? 2 : 0,
      reward: 0.5,
      costUsd: 0.01,
    }));
    const words = expectedAndMeasuredOf(runs).map((each) => [each.measure, measurementInWords(each)]);
    expect(Object.fromEntries(words)).toEqual({
      compileRate: '80 % (71 to 87 %)',
      conventionScore: '75 % (66 to 82 %)',
      iterationsPerTask: '2.0 (2.0 to 2.0)',
      winRate: '50 % (40 to 60 %)',
      costUsd: '$0.0100 ($0.0100 to $0.0100)',
    });
  });

  it('compares prompts and models, and leaves out runs of neither', () => {
    const runs = [
      ...times(100, () => ({ modelName: 'm', promptId: 'p', reward: 1, costUsd: 0.5 })),
      ...times(100, () => ({ modelName: 'n', reward: 0 })),
      ...times(5, () => ({ reward: 0 })),
    ];
    expect(measured('winRate', runs, 'm')).toMatchObject({
      runs: 100,
      of: { chooser: 'model' },
      expected: null,
    });
    expect(measured('winRate', runs, 'n').estimate?.value).toBe(0);
    expect(measured('costUsd', runs, 'p').estimate?.value).toBe(0.5);
    expect(measured('costUsd', runs, 'n')).toMatchObject({ runs: 0, estimate: null });
  });

  it('has values within their intervals', () => {
    const value = fc.record({
      reward: fc.double({ min: 0, max: 1, noNaN: true }),
      costUsd: fc.double({ min: 0, max: 9, noNaN: true }),
      taskSlug: fc.nat({ max: 25 }).map(String),
    });
    fc.assert(
      fc.property(fc.array(value, { minLength: 90, maxLength: 200, size: 'max' }), (values) => {
        for (const { estimate, runs, neededRuns } of expectedAndMeasuredOf(values.map(run))) {
          expect(estimate === null).toBe(runs < neededRuns);
          if (estimate === null) continue;
          expect(estimate.low).toBeLessThanOrEqual(estimate.value);
          expect(estimate.high).toBeGreaterThanOrEqual(estimate.value);
        }
      }),
      { numRuns: 30 },
    );
  });
});
