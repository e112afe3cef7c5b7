import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tallyNow } from '../../../src/learning/choice/tally-now.js';

const none = { trials: 0, wins: 0 };
const sums = fc.record({
  trials: fc.double({ min: -50, max: 50, noNaN: true }),
  wins: fc.double({ min: -50, max: 50, noNaN: true }),
});

describe('what a record counts for', () => {
  it('is everything of the arm as it is, and little of what it was', () => {
    const record = { present: { trials: 4, wins: 3 }, former: { trials: 100, wins: 60 } };
    expect(tallyNow({ ...record, presentOfKind: none, formerOfKind: none })).toMatchObject({
      trials: 6.5,
      wins: 4.5,
    });
    expect(
      tallyNow({ ...record, presentOfKind: { trials: 1, wins: 1 }, formerOfKind: { trials: 40, wins: 20 } }),
    ).toMatchObject({ ofKind: { trials: 2, wins: 1.5 } });
  });

  it('makes sense whatever a person did to the counts', () => {
    fc.assert(
      fc.property(sums, sums, sums, sums, (present, former, presentOfKind, formerOfKind) => {
        const { trials, wins, ofKind } = tallyNow({ present, former, presentOfKind, formerOfKind });
        const slack = 1e-9;
        for (const [part, whole] of [
          [wins, trials],
          [ofKind.wins, ofKind.trials],
          [ofKind.trials, trials],
          [ofKind.wins, wins],
        ] as const) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(whole + slack);
        }
        expect(trials).toBeLessThanOrEqual(Math.max(0, present.trials + former.trials) + slack);
      }),
    );
  });
});
