import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../src/learning/choice/arm.js';
import { policyNamed } from '../../../src/learning/choice/policies.js';
import type { Policy } from '../../../src/learning/choice/policy.js';
import { seededRandom } from '../../../src/learning/choice/seeded-random.js';

const policies: readonly Policy[] = [
  policyNamed('epsilon-greedy', 'balanced'),
  policyNamed('ucb1', 'balanced'),
  policyNamed('thompson', 'quality'),
  policyNamed('thompson', 'balanced'),
  policyNamed('thompson', 'economy'),
];

const rate = fc.constantFrom(0, 0.25, 0.5, 0.5, 0.52, 1);

const candidateList = fc
  .uniqueArray(
    fc.record({
      arm: fc.string({ minLength: 1, maxLength: 4 }),
      trials: fc.constantFrom(0, 1, 3, 20, 200),
      rate,
      kindShare: fc.option(fc.constantFrom(0, 0.3, 1)),
      priorMass: fc.constantFrom(0, 5, 100),
      priorMean: rate,
      cost: fc.option(fc.constantFrom(0, 0.1, 0.1, 0.4)),
      pending: fc.nat({ max: 1 }),
    }),
    { minLength: 1, maxLength: 6, selector: ({ arm }) => arm },
  )
  .map((arms) =>
    arms.map(({ arm, trials, rate, kindShare, priorMass, priorMean, cost, pending }): Candidate => {
      const tally = { trials, wins: trials * rate };
      return {
        arm,
        ...tally,
        ...(kindShare === null
          ? {}
          : { ofKind: { trials: trials * kindShare, wins: tally.wins * kindShare } }),
        prior: { mean: priorMean, mass: priorMass },
        cost,
        pending,
      };
    }),
  );
const seed = fc.integer({ min: 0, max: 0x7fffffff });

describe.each(policies)('$name', (policy) => {
  it('says the probability that it really has', () => {
    fc.assert(
      fc.property(candidateList, seed, fc.boolean(), (candidates, seed, prefers) => {
        const preferred = prefers ? new Set(candidates.slice(0, 2).map(({ arm }) => arm)) : undefined;
        const propensities = policy.propensities(candidates, preferred);
        expect(propensities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
        const draws = 1500;
        const random = seededRandom(seed);
        const times = new Map<string, number>();
        for (let i = 0; i < draws; i++) {
          const { arm } = policy.choose(candidates, random, preferred);
          times.set(arm, (times.get(arm) ?? 0) + 1);
        }
        for (const [index, { arm }] of candidates.entries()) {
          const propensity = propensities[index]!;
          const spread = Math.sqrt((propensity * (1 - propensity)) / draws);
          expect(Math.abs((times.get(arm) ?? 0) / draws - propensity)).toBeLessThanOrEqual(
            5 * spread + 0.006,
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('depends on nothing but the candidates and the seed', () => {
    fc.assert(
      fc.property(candidateList, seed, (candidates, seed) => {
        const copied = JSON.parse(JSON.stringify(candidates)) as Candidate[];
        expect(policy.choose(copied, seededRandom(seed))).toEqual(
          policy.choose(candidates, seededRandom(seed)),
        );
      }),
    );
  });

  it('starves no arm, not even one that never worked', () => {
    const { pulls } = simulate(policy, [0.9, 0.5, 0], { turns: 2000, seed: 3 });
    expect(Math.min(...pulls)).toBeGreaterThanOrEqual(5);
  });

  it('finds the best arm though rewards come late and four in ten never come', () => {
    const { pulls } = simulate(policy, [0.2, 0.8, 0.4], { turns: 1200, seed: 5, delay: 15, missing: 0.4 });
    expect(pulls[1]).toBeGreaterThan(1200 * 0.6);
  });

  it('tries each of several new arms once while no reward is back yet', () => {
    const { pulls } = simulate(policy, [0.5, 0.5, 0.5, 0.5], { turns: 4, seed: 1, delay: 100 });
    expect(pulls).toEqual([1, 1, 1, 1]);
  });

  it('names the only arm as such, and refuses to choose from none', () => {
    const only = [{ arm: 'only', trials: 3, wins: 1 }];
    expect(policy.choose(only, seededRandom(1))).toEqual({ arm: 'only', ground: 'only' });
    expect(policy.propensities(only)).toEqual([1]);
    expect(() => policy.choose([], seededRandom(1))).toThrow(RangeError);
    expect(() => policy.propensities([])).toThrow(RangeError);
  });
});

/** Plays a policy on arms with fixed rates; a reward arrives `delay` turns later, or never. */
function simulate(
  policy: Policy,
  rates: readonly number[],
  { turns, seed, delay = 0, missing = 0 }: { turns: number; seed: number; delay?: number; missing?: number },
): { pulls: number[] } {
  const random = seededRandom(seed);
  const arms = rates.map((_, index) => ({ arm: `${index}`, trials: 0, wins: 0, pending: 0 }));
  const pulls = rates.map(() => 0);
  const arriving: { at: number; index: number; reward: number | null }[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const index = Number(policy.choose(arms, random).arm);
    pulls[index]!++;
    arms[index]!.pending++;
    const reward = random() < missing ? null : Number(random() < rates[index]!);
    arriving.push({ at: turn + delay, index, reward });
    while (arriving[0] !== undefined && arriving[0].at <= turn) {
      const { index, reward } = arriving.shift()!;
      const arm = arms[index]!;
      arm.pending--;
      if (reward === null) continue;
      arm.trials++;
      arm.wins += reward;
    }
  }
  return { pulls };
}
