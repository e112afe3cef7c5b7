import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../src/learning/choice/arm.js';
import { seededRandom } from '../../../src/learning/choice/seeded-random.js';
import { ThompsonSampling } from '../../../src/learning/choice/thompson.js';

const strong: Candidate = { arm: 'strong', trials: 400, wins: 300, cost: 1 };
const close: Candidate = { arm: 'close', trials: 400, wins: 292, cost: 0.3 };
const weak: Candidate = { arm: 'weak', trials: 400, wins: 220, cost: 0.02 };

describe('Thompson sampling', () => {
  it('gives up to five percent of the success for cost, more or none as the slider says', () => {
    const expected = (slider: 'quality' | 'balanced' | 'economy') => {
      const candidates = [strong, close, weak];
      const propensities = new ThompsonSampling(slider).propensities(candidates);
      const mean = (value: (of: Candidate) => number): number =>
        candidates.reduce((sum, each, index) => sum + value(each) * propensities[index]!, 0);
      return { reward: mean(({ wins }) => wins / 400) / 0.75, cost: mean(({ cost }) => cost ?? 0) };
    };
    expect(expected('quality').reward).toBeGreaterThan(0.98);
    expect(expected('balanced').reward).toBeCloseTo(0.95, 2);
    expect(expected('economy').reward).toBeCloseTo(0.85, 1);
    expect(expected('balanced').cost).toBeLessThan(0.3);
    expect(expected('economy').cost).toBeLessThan(0.2);
  });

  it('says when it took the cheaper one', () => {
    const policy = new ThompsonSampling();
    const grounds = Array.from({ length: 200 }, (_, seed) =>
      policy.choose([strong, close, weak], seededRandom(seed)),
    );
    expect(grounds.filter(({ arm }) => arm === 'strong').every(({ ground }) => ground !== 'cheaper')).toBe(
      true,
    );
    expect(grounds.some(({ arm, ground }) => arm === 'close' && ground === 'cheaper')).toBe(true);
  });

  it('never takes an arm of unknown cost for its price, nor saves where costs are equal', () => {
    const unknown = { ...weak, cost: null };
    const [best] = new ThompsonSampling('economy').propensities([{ ...strong, cost: null }, unknown]);
    const [same] = new ThompsonSampling('economy').propensities([strong, { ...weak, cost: 1 }]);
    expect(best).toBeGreaterThan(0.98);
    expect(same).toBeGreaterThan(0.98);
  });

  it('does not try an arm first that has a starting guess, and believes the guess', () => {
    const prior = { mean: 0.2, mass: 100 };
    const guessed: Candidate = { arm: 'guessed', trials: 0, wins: 0, prior, cost: 1 };
    const [, chance] = new ThompsonSampling().propensities([strong, guessed]);
    expect(chance).toBeLessThan(0.02);
  });

  it('uses the runs of the task\u2019s kind where the kind differs', () => {
    const differing = (kindWins: number): Candidate[] => [
      { arm: 'a', trials: 100, wins: 60, ofKind: { trials: 40, wins: kindWins } },
      { arm: 'b', trials: 100, wins: 60, ofKind: { trials: 40, wins: 24 } },
    ];
    const [bad] = new ThompsonSampling().propensities(differing(8));
    const [good] = new ThompsonSampling().propensities(differing(38));
    expect(bad).toBeLessThan(0.05);
    expect(good).toBeGreaterThan(0.95);
  });
});
