import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  budgetWindows,
  committedOf,
  countedPrice,
  refusalOf,
  type Charge,
} from '../../../src/learning/choice/budget.js';

const now = new Date(2026, 2, 10, 12);
const charge = (at: Date, maxUsd: number, costUsd: number | null = null): Charge => ({ at, maxUsd, costUsd });

describe('a budget', () => {
  it('counts the reserved maximum until the real cost is known', () => {
    expect(committedOf(charge(now, 2))).toBe(2);
    expect(committedOf(charge(now, 2, 0.3))).toBe(0.3);
    const limits = { dayUsd: 3 };
    expect(refusalOf(1.5, [charge(now, 2)], limits, now)).toEqual({
      window: 'day',
      limitUsd: 3,
      committedUsd: 2,
    });
    expect(refusalOf(1.5, [charge(now, 2, 0.3)], limits, now)).toBeUndefined();
  });

  it('begins anew with the day and the month', () => {
    expect(budgetWindows(now)).toEqual({ day: new Date(2026, 2, 10), month: new Date(2026, 2, 1) });
    const yesterday = charge(new Date(2026, 2, 9, 23, 59), 5, 5);
    const lastMonth = charge(new Date(2026, 1, 28), 50, 50);
    const limits = { dayUsd: 4, monthUsd: 6 };
    expect(refusalOf(1, [yesterday, lastMonth], limits, now)).toBeUndefined();
    expect(refusalOf(2, [yesterday, lastMonth], limits, now)?.window).toBe('month');
  });

  it('lets a call that costs nothing start always, and any call without limits', () => {
    expect(refusalOf(0, [charge(now, 9, 9)], { dayUsd: 1 }, now)).toBeUndefined();
    expect(refusalOf(9, [charge(now, 9, 9)], {}, now)).toBeUndefined();
  });

  const usd = fc.double({ min: 0.01, max: 3, noNaN: true });

  it('is never exceeded while no call costs more than its maximum, several at once included', () => {
    const step = fc.record({
      maxUsd: usd,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      settles: fc.nat({ max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), usd, (steps, dayUsd) => {
        const charges: { at: Date; maxUsd: number; costUsd: number | null; real: number }[] = [];
        for (const { maxUsd, share, settles } of steps) {
          if (refusalOf(maxUsd, charges, { dayUsd }, now) === undefined) {
            charges.push({ at: now, maxUsd, costUsd: null, real: maxUsd * share });
          }
          for (const open of charges.filter(({ costUsd }) => costUsd === null).slice(0, settles)) {
            open.costUsd = open.real;
          }
        }
        const spent = charges.reduce((sum, { real }) => sum + real, 0);
        expect(spent).toBeLessThanOrEqual(dayUsd + 1e-9);
      }),
    );
  });

  it('is exceeded by less than one call when calls cost more than they may', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ maxUsd: usd, realUsd: usd }), { maxLength: 40 }),
        usd,
        (calls, dayUsd) => {
          const charges: Charge[] = [];
          for (const { maxUsd, realUsd } of calls) {
            if (refusalOf(maxUsd, charges, { dayUsd }, now) === undefined)
              charges.push(charge(now, maxUsd, realUsd));
          }
          const spent = charges.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
          expect(spent - dayUsd).toBeLessThanOrEqual(charges.at(-1)?.costUsd ?? 0);
        },
      ),
    );
  });

  it('counts the higher of the written and the known price, and asks when there is none', () => {
    expect(countedPrice(0.001, 0.01)).toBe(0.01);
    expect(countedPrice(0.1, 0.01)).toBe(0.1);
    expect(countedPrice(null, 0.01)).toBe(0.01);
    expect(countedPrice(0.1, null)).toBe(0.1);
    expect(countedPrice(null, null)).toBeNull();
  });
});
