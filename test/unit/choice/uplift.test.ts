import { describe, expect, it } from 'vitest';
import { drawInclusions } from '../../../src/learning/choice/hold-out.js';
import { seededRandom } from '../../../src/learning/choice/seeded-random.js';
import { upliftOf, type InclusionTally } from '../../../src/learning/choice/uplift.js';

function tally(isIncluded: boolean, runs: number, rate: number, propensity = 0.8): InclusionTally {
  return { isIncluded, propensity, runs, rewardSum: runs * rate, rewardSquares: runs * rate };
}

describe('the uplift of a context source', () => {
  it('is not told before both sides have runs', () => {
    expect(upliftOf([tally(true, 500, 0.7)])).toMatchObject({ verdict: 'too early', low: -1, high: 1 });
  });

  it('is shrunk while little is known, and decided with its interval later', () => {
    const early = upliftOf([tally(true, 40, 0.7), tally(false, 10, 0.4)]);
    expect(early.verdict).toBe('too early');
    expect(early.difference).toBeLessThan(0.15);
    const late = upliftOf([tally(true, 2000, 0.7), tally(false, 500, 0.4)]);
    expect(late.verdict).toBe('pays');
    expect(late.difference).toBeCloseTo(0.3, 1);
    expect(late.low).toBeLessThan(0.3);
    expect(late.high).toBeGreaterThan(0.3);
  });

  it('proposes to retire a source that harms, or that does not repay its cost', () => {
    expect(upliftOf([tally(true, 2000, 0.4), tally(false, 500, 0.7)]).verdict).toBe('does not pay');
    const useless = [tally(true, 40_000, 0.5), tally(false, 10_000, 0.5)];
    expect(upliftOf(useless).verdict).toBe('too early');
    expect(upliftOf(useless, 0.05).verdict).toBe('does not pay');
  });

  it('is not biased when the probability changed while tasks became harder', () => {
    // Easy tasks, half left out; then hard ones, a tenth left out. The source makes no difference to either.
    const changing = [
      tally(true, 500, 0.8, 0.5),
      tally(false, 500, 0.8, 0.5),
      tally(true, 900, 0.3, 0.9),
      tally(false, 100, 0.3, 0.9),
    ];
    expect(Math.abs(upliftOf(changing).difference)).toBeLessThan(0.01);
  });

  it('holds its interval however often one looks', () => {
    const histories = 120;
    let missed = 0;
    for (let history = 0; history < histories; history++) {
      const random = seededRandom(history);
      const sides = [true, false].map((isIncluded) => ({
        isIncluded,
        propensity: 0.8,
        runs: 0,
        rewardSum: 0,
      }));
      for (let run = 0; run < 300; run++) {
        const side = sides[random() < 0.8 ? 0 : 1]!;
        side.runs++;
        side.rewardSum += Number(random() < 0.6);
        const { low, high } = upliftOf(sides.map((each) => ({ ...each, rewardSquares: each.rewardSum })));
        if (low <= 0 && high >= 0) continue;
        missed++;
        break;
      }
    }
    expect(missed / histories).toBeLessThanOrEqual(0.05);
  });
});

describe('hold-outs', () => {
  it('leave sources out independently, as often as they say, less once a source is settled', () => {
    const random = seededRandom(4);
    const sources = [
      { source: 'tests', verdict: 'too early' as const },
      { source: 'docs', verdict: 'pays' as const },
    ];
    const draws = Array.from({ length: 4000 }, () => drawInclusions(sources, random));
    const share = (of: number): number => draws.filter((each) => each[of]!.isIncluded).length / draws.length;
    expect(share(0)).toBeCloseTo(draws[0]![0]!.propensity, 1);
    expect(share(1)).toBeCloseTo(draws[0]![1]!.propensity, 1);
    expect(draws[0]!.map(({ propensity }) => propensity)).toEqual([0.8, 0.9]);
    const both = draws.filter((each) => each.every(({ isIncluded }) => !isIncluded)).length / draws.length;
    expect(both).toBeCloseTo(0.02, 1);
  });
});
