import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cappedPrior } from '../../../src/learning/choice/arm-prior.js';
import { beliefOf, deviationOf, meanOf } from '../../../src/learning/choice/belief.js';
import { afterIdentityChange } from '../../../src/learning/choice/changed-arm.js';
import { expectedCost } from '../../../src/learning/choice/expected-cost.js';

const arm = 'a';

describe('what is believed of an arm', () => {
  it('is uniform without runs, then counts fractions of a success', () => {
    expect(beliefOf({ arm, trials: 0, wins: 0 })).toEqual({ alpha: 1, beta: 1 });
    expect(beliefOf({ arm, trials: 3, wins: 1.5 })).toEqual({ alpha: 2.5, beta: 2.5 });
  });

  it('starts from a prior that a handful of runs outweighs when it was published, and a hundred when measured', () => {
    const published = cappedPrior(0.8, 225, 'published');
    expect(published).toEqual({ mean: 0.8, mass: 10 });
    expect(cappedPrior(0.8, 4, 'published').mass).toBe(4);
    expect(cappedPrior(0.8, 2000, 'measured').mass).toBe(100);
    const failing = beliefOf({ arm, trials: 30, wins: 0, prior: published });
    expect(meanOf(failing)).toBeLessThan(0.25);
  });

  it('keeps both parameters at 1 or more, for any tally and kind', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (trials, rate, share, kindRate) => {
          const ofKind = { trials: trials * share, wins: Math.min(rate * trials, trials * share) * kindRate };
          const { alpha, beta } = beliefOf({ arm, trials, wins: rate * trials, ofKind });
          expect(alpha).toBeGreaterThanOrEqual(1 - 1e-9);
          expect(beta).toBeGreaterThanOrEqual(1 - 1e-9);
          expect(Number.isFinite(alpha + beta)).toBe(true);
        },
      ),
    );
  });
});

describe('the belief for one kind of task', () => {
  const whole = { arm, trials: 200, wins: 160 };

  it('is that of the whole while the kind has no runs', () => {
    const kind = beliefOf({ ...whole, ofKind: { trials: 0, wins: 0 } });
    expect(meanOf(kind)).toBeCloseTo(meanOf(beliefOf(whole)), 9);
    expect(deviationOf(kind)).toBeCloseTo(deviationOf(beliefOf(whole)), 9);
  });

  it('is about that of its runs when there are no others', () => {
    const only = { arm, trials: 40, wins: 30 };
    const kind = beliefOf({ ...only, ofKind: only });
    expect(meanOf(kind)).toBeCloseTo(meanOf(beliefOf(only)), 1);
    expect(deviationOf(kind)).toBeCloseTo(deviationOf(beliefOf(only)), 1);
  });

  it('leans half towards ten runs of its own, and nearly all towards two hundred', () => {
    const few = beliefOf({ arm, trials: 210, wins: 160, ofKind: { trials: 10, wins: 0 } });
    expect(meanOf(few)).toBeCloseTo(0.4, 1);
    const many = beliefOf({ arm, trials: 400, wins: 160, ofKind: { trials: 200, wins: 0 } });
    expect(meanOf(many)).toBeLessThan(0.05);
  });
});

describe('an arm whose identity changed', () => {
  it('keeps its mean and next to none of its weight', () => {
    expect(afterIdentityChange({ trials: 80, wins: 60 })).toEqual({ trials: 2.5, wins: 1.875 });
    expect(afterIdentityChange({ trials: 1, wins: 0.5 })).toEqual({ trials: 1, wins: 0.5 });
  });
});

describe('the cost to expect', () => {
  it('is the mean, shrunk to a guess where there is one, and null when nothing is known', () => {
    expect(expectedCost(0, 0)).toBeNull();
    expect(expectedCost(4, 2)).toBe(0.5);
    expect(expectedCost(0, 0, 0.3)).toBeCloseTo(0.3, 12);
    expect(expectedCost(10, 10, 0)).toBe(0.5);
  });
});
