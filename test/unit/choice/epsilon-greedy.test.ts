import { describe, expect, it } from 'vitest';
import { EpsilonGreedy } from '../../../src/learning/choice/epsilon-greedy.js';
import { seededRandom } from '../../../src/learning/choice/seeded-random.js';

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
    const [a, , c] = policy.propensities(arms);
    expect(a).toBeCloseTo(0.9 / 2 + 0.1 / 3, 12);
    expect(c).toBeCloseTo(0.1 / 3, 12);
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

  it('refuses to choose from nothing, and an epsilon that is no share', () => {
    expect(() => new EpsilonGreedy().choose([], () => 0)).toThrow(RangeError);
    expect(() => new EpsilonGreedy(1.1)).toThrow(/1.1/);
  });
});
