import { randomBeta } from 'd3-random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chancesToBeBest, chancesToBePicked } from '../../../src/learning/choice/chances.js';
import { cheapestBlend } from '../../../src/learning/choice/cheapest-blend.js';
import { seededRandom } from '../../../src/learning/choice/seeded-random.js';

const belief = fc.record({
  alpha: fc.constantFrom(1, 1.3, 4, 30, 900),
  beta: fc.constantFrom(1, 2, 12, 60, 2000),
});

describe('chances integrated over beliefs', () => {
  it('are one half between equals, and certain between strangers', () => {
    const [a, b] = chancesToBeBest([
      { alpha: 7, beta: 5 },
      { alpha: 7, beta: 5 },
    ]);
    expect(a).toBeCloseTo(0.5, 6);
    expect(b).toBeCloseTo(0.5, 6);
    const [sure] = chancesToBeBest([
      { alpha: 900, beta: 100 },
      { alpha: 100, beta: 900 },
    ]);
    expect(sure).toBeGreaterThan(0.9999);
  });

  it('are exact where there is a formula: a uniform belief beats Beta(2, 1) in one case of three', () => {
    expect(
      chancesToBeBest([
        { alpha: 1, beta: 1 },
        { alpha: 2, beta: 1 },
      ])[0],
    ).toBeCloseTo(1 / 3, 4);
  });

  it('are right where a belief lies at the edge', () => {
    const edge = { alpha: 900, beta: 1 };
    const [cheap] = chancesToBePicked(
      [
        { belief: edge, cost: 0 },
        { belief: edge, cost: 2 },
      ],
      0.05,
    );
    expect(cheap).toBeGreaterThan(0.995);
  });

  it('match drawing, also within a tolerance and by cost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ belief, cost: fc.constantFrom(0, 1, 2, Infinity) }), {
          minLength: 2,
          maxLength: 5,
        }),
        fc.constantFrom(0, 0.05, 0.3),
        (contenders, tolerance) => {
          const chances = chancesToBePicked(contenders, tolerance);
          const beta = randomBeta.source(seededRandom(11));
          const samplers = contenders.map(({ belief }) => beta(belief.alpha, belief.beta));
          const times = contenders.map(() => 0);
          const draws = 3000;
          for (let i = 0; i < draws; i++) {
            const drawn = samplers.map((sample) => sample());
            const bar = (1 - tolerance) * Math.max(...drawn);
            const close = contenders.filter((_, index) => drawn[index]! >= bar);
            const lowest = Math.min(...close.map(({ cost }) => cost));
            const cheapest = drawn.map((draw, index) =>
              draw >= bar && contenders[index]!.cost === lowest ? draw : -1,
            );
            times[cheapest.indexOf(Math.max(...cheapest))]!++;
          }
          for (const [index, chance] of chances.entries()) {
            const spread = Math.sqrt((chance * (1 - chance)) / draws);
            expect(Math.abs(times[index]! / draws - chance)).toBeLessThanOrEqual(5 * spread + 0.005);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the cheapest blend', () => {
  const strong = { reward: 0.8, cost: 10 };
  const weak = { reward: 0.6, cost: 1 };

  it('mixes two options so that just enough success is kept', () => {
    const blend = cheapestBlend([strong, weak], 0.05);
    expect(blend).toMatchObject({ first: 0, second: 1 });
    expect(blend!.share * 0.8 + (1 - blend!.share) * 0.6).toBeCloseTo(0.95 * 0.8, 9);
  });

  it('is one cheap option when that suffices, and nothing when the best is the cheapest', () => {
    expect(cheapestBlend([strong, { reward: 0.78, cost: 1 }], 0.05)).toEqual({
      first: 1,
      second: 1,
      share: 1,
    });
    expect(cheapestBlend([strong, { reward: 0.6, cost: 20 }], 0.05)).toBeUndefined();
  });

  it('costs no more than any other mixture that keeps as much', () => {
    const option = fc.record({
      reward: fc.double({ min: 0.05, max: 1, noNaN: true }),
      cost: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(option, { minLength: 3, maxLength: 3 }),
        fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
        fc.constantFrom(0, 0.05, 0.3),
        (options, weights, tolerance) => {
          const total = weights.reduce((sum, each) => sum + each, 0);
          const mixed = (of: 'reward' | 'cost'): number =>
            options.reduce((sum, each, index) => sum + (each[of] * weights[index]!) / total, 0);
          const best = options.reduce((top, each) => (each.reward > top.reward ? each : top));
          fc.pre(mixed('reward') >= (1 - tolerance) * best.reward);
          const blend = cheapestBlend(options, tolerance);
          const cost =
            blend === undefined
              ? best.cost
              : blend.share * options[blend.first]!.cost + (1 - blend.share) * options[blend.second]!.cost;
          expect(cost).toBeLessThanOrEqual(mixed('cost') + 1e-9);
        },
      ),
    );
  });
});
