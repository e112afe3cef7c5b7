import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttemptArm } from '../../../src/learning/choice/attempt-chance.js';
import { attemptChance, noFailure, withFailure } from '../../../src/learning/choice/attempt-chance.js';
import { Escalation } from '../../../src/learning/choice/escalation.js';
import { seededRandom } from '../../../src/learning/choice/seeded-random.js';

/** An arm with a hundred first attempts. */
function arm(name: string, cost: number | null, passed: number, of = 100): AttemptArm {
  return { arm: name, cost, checked: [{ trials: of, wins: of * passed }] };
}

const cheap = arm('cheap', 0.05, 0.6);
const strong = arm('strong', 1, 0.85);

describe('escalation', () => {
  it('begins with the cheap arm and goes on with the strong one', () => {
    expect(new Escalation().plan([strong, cheap])).toEqual(['cheap', 'strong']);
  });

  it('begins with the strong arm when the cheap one hardly ever passes or saves nothing', () => {
    expect(new Escalation({ falseAccept: 0 }).plan([strong, arm('useless', 0.5, 0.02)])[0]).toBe('strong');
    expect(new Escalation().plan([strong, arm('dear', 1.2, 0.6)])[0]).toBe('strong');
  });

  it('stops when another attempt costs more than a success is worth, later with more patience', () => {
    const strict = { falseAccept: 0 };
    const { checked } = arm('', 1, 0.65);
    const hopeless = { arm: 'hopeless', cost: 1, checked: [...checked, { trials: 200, wins: 20 }] };
    expect(new Escalation({ ...strict, slider: 'economy' }).plan([cheap, hopeless])).toEqual(['cheap']);
    expect(new Escalation({ ...strict, slider: 'quality' }).plan([cheap, hopeless])).toHaveLength(2);
    expect(new Escalation({ maxAttempts: 1 }).plan([cheap, strong])).toHaveLength(1);
  });

  it('expects less after a strong arm failed than after a weak one', () => {
    const after = (failed: AttemptArm) =>
      attemptChance(arm('next', 1, 0.6), withFailure(noFailure, failed, 0), 0).solves;
    expect(after(arm('weak', 1, 0.2))).toBeGreaterThan(after(arm('strong', 1, 0.9)));
  });

  it('corrects for checks that let failures pass', () => {
    const seen = { arm: 'a', cost: 1, checked: [{ trials: 10_000, wins: 2500 }] };
    expect(attemptChance(seen, noFailure, 0.25).solves).toBeLessThan(0.01);
    expect(attemptChance(seen, noFailure, 0).solves).toBeCloseTo(0.25, 1);
  });

  it('tries new arms first, and gives none up after one bad start', () => {
    const fresh: AttemptArm = { arm: 'new', cost: null, checked: [] };
    expect(new Escalation().propensities([cheap, fresh], [])).toEqual([0, 1]);
    const unlucky: AttemptArm = { arm: 'unlucky', cost: 1, checked: [{ trials: 1, wins: 0 }] };
    expect(new Escalation().plan([cheap, unlucky])).toEqual(['cheap', 'unlucky']);
  });

  it('says the probability that it really has, and depends on nothing but the seed', () => {
    const attemptArm = fc
      .record({
        cost: fc.option(fc.constantFrom(0, 0.1, 1)),
        passed: fc.double({ min: 0, max: 1, noNaN: true }),
        of: fc.constantFrom(0, 8, 80),
      })
      .map(({ cost, passed, of }) => arm('', cost, passed, of));
    fc.assert(
      fc.property(
        fc.array(attemptArm, { minLength: 1, maxLength: 5 }),
        fc.nat({ max: 2 }),
        fc.nat(),
        (unnamed, tried, seed) => {
          const arms = unnamed.map((each, index) => ({ ...each, arm: `${index}` }));
          const failed = arms.slice(0, tried).map((each) => each.arm);
          const escalation = new Escalation();
          const propensities = escalation.propensities(arms, failed);
          expect(escalation.next(arms, failed, seededRandom(seed))).toEqual(
            escalation.next(arms, failed, seededRandom(seed)),
          );
          const random = seededRandom(seed);
          const draws = 600;
          const times = new Map<string | undefined, number>();
          for (let i = 0; i < draws; i++) {
            const made = escalation.next(arms, failed, random)?.arm;
            times.set(made, (times.get(made) ?? 0) + 1);
          }
          const stops = (times.get(undefined) ?? 0) / draws;
          expect(propensities.reduce((sum, each) => sum + each, stops)).toBeCloseTo(1, 9);
          for (const [index, propensity] of propensities.entries()) {
            const spread = Math.sqrt((propensity * (1 - propensity)) / draws);
            expect(Math.abs((times.get(`${index}`) ?? 0) / draws - propensity)).toBeLessThanOrEqual(
              5 * spread,
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses a share of false accepts that is none', () => {
    expect(() => new Escalation({ falseAccept: 1 })).toThrow(/falseAccept/);
  });
});
