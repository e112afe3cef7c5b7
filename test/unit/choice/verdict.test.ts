import { describe, expect, it } from 'vitest';
import { armStatistics } from '../../../src/learning/choice/arm-statistics.js';
import { logEvidenceAgainst } from '../../../src/learning/choice/difference-evidence.js';
import { verdictOnLeader } from '../../../src/learning/choice/leader.js';
import { seededRandom } from '../../../src/learning/choice/seeded-random.js';
import { runsUntilVerdict, verdictOn } from '../../../src/learning/choice/verdict.js';

describe('a verdict', () => {
  it('is too early for few runs, then probably, then clearly', () => {
    const verdicts = [5, 150, 300].map((trials) =>
      verdictOn({ trials, wins: trials * 0.7 }, { trials, wins: trials * 0.5 }),
    );
    expect(verdicts).toEqual(['too early', 'probably', 'clearly']);
  });

  it('is no real difference for thousands of runs that hardly differ', () => {
    expect(verdictOn({ trials: 8000, wins: 4010 }, { trials: 8000, wins: 4000 })).toBe('no real difference');
    expect(verdictOn({ trials: 300, wins: 151 }, { trials: 300, wins: 150 })).toBe('too early');
  });

  it('says nothing of an arm that never ran', () => {
    expect(verdictOn({ trials: 5, wins: 5 }, { trials: 0, wins: 0 })).toBe('too early');
    expect(verdictOnLeader([{ trials: 0, wins: 0 }])).toBe('too early');
  });

  it('finds a winner among equals in fewer than one history of twenty, looked at after every run', () => {
    const histories = 120;
    let wrong = 0;
    for (let history = 0; history < histories; history++) {
      const random = seededRandom(history);
      const arms = [0, 1].map(() => ({ trials: 0, wins: 0 }));
      for (let run = 0; run < 200; run++) {
        // Greedy choices, which favour whoever is ahead: the verdict must hold however arms were chosen.
        const ahead = arms[0]!.wins * arms[1]!.trials >= arms[1]!.wins * arms[0]!.trials ? 0 : 1;
        const arm = arms[random() < 0.7 ? ahead : 1 - ahead]!;
        arm.trials++;
        arm.wins += Number(random() < 0.5);
        if (verdictOnLeader(arms) !== 'clearly') continue;
        wrong++;
        break;
      }
    }
    expect(wrong / histories).toBeLessThanOrEqual(0.05);
  });

  it('has an e-value that is 1 on average where there is no difference', () => {
    // All outcomes of four runs each at a mean of one half, with their probabilities.
    const choose = [1, 4, 6, 4, 1];
    let expected = 0;
    for (const [a, waysA] of choose.entries()) {
      for (const [b, waysB] of choose.entries()) {
        const evidence = Math.exp(logEvidenceAgainst({ trials: 4, wins: a }, { trials: 4, wins: b }, 0));
        expected += (waysA * waysB * evidence) / 256;
      }
    }
    expect(expected).toBeLessThanOrEqual(1);
    expect(expected).toBeGreaterThan(0.2);
  });

  it('foretells fewer runs for a greater difference, and none once it is said', () => {
    const more = (rate: number): number | null =>
      runsUntilVerdict({ trials: 20, wins: 20 * rate }, { trials: 20, wins: 8 });
    expect(more(0.9)!).toBeLessThan(more(0.7)!);
    expect(runsUntilVerdict({ trials: 500, wins: 400 }, { trials: 500, wins: 200 })).toBe(0);
    const { trials, wins } = { trials: 20, wins: 18 };
    const foretold = more(0.9)! / 2;
    expect(foretold).toBeGreaterThan(5);
    expect(
      verdictOn(
        { trials: trials + foretold, wins: (wins * (trials + foretold)) / trials },
        { trials: trials + foretold, wins: (8 * (trials + foretold)) / trials },
      ),
    ).toBe('clearly');
  });
});

describe('the statistics of the standings', () => {
  const statistics = armStatistics([
    { arm: 'good', trials: 300, wins: 240, cost: 0.5 },
    { arm: 'bad', trials: 300, wins: 90, cost: 0.1 },
    { arm: 'new', trials: 0, wins: 0 },
  ]);

  it('give an interval, the chance to be best and the cost of a success', () => {
    const [good, bad, fresh] = statistics;
    expect(good).toMatchObject({ arm: 'good' });
    expect(good!.low).toBeCloseTo(0.751, 2);
    expect(good!.high).toBeCloseTo(0.841, 2);
    expect(good!.costPerSuccess).toBeCloseTo(0.625, 9);
    expect(bad!.chanceToBeBest).toBeLessThan(0.001);
    expect(fresh!.costPerSuccess).toBeNull();
    expect(fresh!.low).toBeCloseTo(0.025, 6);
    expect(statistics.reduce((sum, { chanceToBeBest }) => sum + chanceToBeBest, 0)).toBeCloseTo(1, 9);
  });

  it('compare every arm with the leader, and the leader with its hardest rival', () => {
    expect(statistics.map(({ verdict }) => verdict)).toEqual(['too early', 'clearly', 'too early']);
    expect(statistics[1]!.moreRuns).toBe(0);
  });

  it('have nothing to compare while nothing ran, or when there is one arm', () => {
    expect(armStatistics([])).toEqual([]);
    expect(armStatistics([{ arm: 'only', trials: 9, wins: 3 }])).toMatchObject([{ verdict: 'too early' }]);
    expect(armStatistics([{ arm: 'new', trials: 0, wins: 0 }])).toMatchObject([{ moreRuns: null }]);
  });
});
