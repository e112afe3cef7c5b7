import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArmTally } from '../../../src/learning/choice/arm.js';
import { EpsilonGreedy } from '../../../src/learning/choice/epsilon-greedy.js';
import { seededRandom } from '../../../src/learning/choice/seeded-random.js';

const tallies = fc
  .uniqueArray(
    fc.record({
      arm: fc.string({ minLength: 1, maxLength: 4 }),
      trials: fc.nat({ max: 20 }),
      rate: fc.constantFrom(0, 0.25, 0.5, 0.5, 1),
    }),
    { minLength: 1, maxLength: 5, selector: ({ arm }) => arm },
  )
  .map((arms): ArmTally[] => arms.map(({ arm, trials, rate }) => ({ arm, trials, wins: trials * rate })));

describe('epsilon-greedy', () => {
  it('tries every arm before it repeats one, whatever was won', () => {
    const policy = new EpsilonGreedy();
    const random = seededRandom(7);
    const arms = ['a', 'b', 'c'].map((arm) => ({ arm, trials: 0, wins: 0 }));
    for (let turn = 0; turn < arms.length; turn++) {
      const { arm } = policy.choose(arms, random);
      const chosen = arms.find((each) => each.arm === arm);
      expect(chosen?.trials).toBe(0);
      chosen!.trials = 1;
      chosen!.wins = 1;
    }
    expect(arms.every(({ trials }) => trials === 1)).toBe(true);
  });

  it('logs the probability that it really has', () => {
    fc.assert(
      fc.property(tallies, fc.integer({ min: 0, max: 0x7fffffff }), (arms, seed) => {
        const policy = new EpsilonGreedy();
        const random = seededRandom(seed);
        const draws = 3000;
        const seen = new Map<string, { times: number; propensity: number }>();
        for (let i = 0; i < draws; i++) {
          const { arm, propensity } = policy.choose(arms, random);
          seen.set(arm, { times: (seen.get(arm)?.times ?? 0) + 1, propensity });
        }
        for (const { times, propensity } of seen.values()) {
          const spread = Math.sqrt((propensity * (1 - propensity)) / draws);
          expect(Math.abs(times / draws - propensity)).toBeLessThanOrEqual(6 * spread + 1e-9);
        }
        const total = [...seen.values()].reduce((sum, { propensity }) => sum + propensity, 0);
        expect(total).toBeLessThanOrEqual(1 + 1e-9);
        // What was never drawn in 3,000 draws can have had no more than a sliver of probability.
        expect(total).toBeGreaterThan(0.99);
      }),
      { numRuns: 60 },
    );
  });

  it('takes the best mean nine times in ten and breaks ties at random', () => {
    const arms = [
      { arm: 'a', trials: 10, wins: 5 },
      { arm: 'b', trials: 2, wins: 1 },
      { arm: 'c', trials: 10, wins: 1 },
    ];
    const policy = new EpsilonGreedy();
    const chosen = Array.from({ length: 2000 }, (_, seed) => policy.choose(arms, seededRandom(seed)));
    expect(new Set(chosen.filter(({ ground }) => ground === 'best').map(({ arm }) => arm))).toEqual(
      new Set(['a', 'b']),
    );
    expect(chosen.find(({ arm }) => arm === 'a')?.propensity).toBeCloseTo(0.9 / 2 + 0.1 / 3, 12);
    expect(chosen.find(({ arm }) => arm === 'c')?.propensity).toBeCloseTo(0.1 / 3, 12);
  });

  it('explores among the preferred arms, but takes the best of all', () => {
    const arms = [
      { arm: 'local', trials: 5, wins: 1 },
      { arm: 'paid', trials: 5, wins: 5 },
      { arm: 'untried-paid', trials: 0, wins: 0 },
    ];
    const policy = new EpsilonGreedy();
    const chosen = Array.from({ length: 500 }, (_, seed) =>
      policy.choose(arms, seededRandom(seed), new Set(['local'])),
    );
    expect(new Set(chosen.map(({ arm }) => arm))).toEqual(new Set(['local', 'paid']));
    expect(chosen.filter(({ ground }) => ground === 'best').every(({ arm }) => arm === 'paid')).toBe(true);
  });

  it('depends on nothing but the seed', () => {
    fc.assert(
      fc.property(tallies, fc.integer({ min: 0, max: 0x7fffffff }), (arms, seed) => {
        const policy = new EpsilonGreedy();
        expect(policy.choose(arms, seededRandom(seed))).toEqual(policy.choose(arms, seededRandom(seed)));
      }),
    );
  });

  it('refuses to choose from nothing, and an epsilon that is no share', () => {
    expect(() => new EpsilonGreedy().choose([], () => 0)).toThrow(RangeError);
    expect(() => new EpsilonGreedy(1.1)).toThrow(/1.1/);
  });
});
