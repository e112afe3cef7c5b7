import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/learning/ledger.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { TemporaryLedger } from './temporary-ledger.js';

let place: TemporaryLedger;
let now: Date;

beforeAll(loadSqlite);
beforeEach(() => {
  place = new TemporaryLedger();
  now = new Date(2026, 4, 14, 12);
  place.write('model_variants.json', [
    { id: 'local', cost_per_1k: 0 },
    { id: 'own', cost_per_1k: 0.01 },
    { id: 'gpt-4o-mini', cost_per_1k: 0.15 },
    { id: 'gpt-4o', cost_per_1k: 0.0000025 },
    { id: 'copilot/gpt-5', cost_per_1k: 0, billing: 'plan' },
    { id: 'mystery' },
  ]);
});
afterEach(() => {
  place.remove();
});

const open = (): Ledger => place.open({ clock: () => now });
const call = (model: string, inputTokens: number, outputTokens = 0) => ({
  model,
  run: null,
  most: { inputTokens, outputTokens },
});

describe('the money for calls', () => {
  it('is held back before a call and settled after it', () => {
    const { choosing } = open();
    const reserved = choosing.reserveCall(call('own', 500, 500), { dayUsd: 0.015 });
    expect(reserved).toMatchObject({ kind: 'reserved', maxUsd: 0.01, isInPlan: false });
    expect(choosing.reserveCall(call('own', 1000), { dayUsd: 0.015 })).toMatchObject({ kind: 'refused' });
    if (reserved.kind !== 'reserved') throw new Error('not reserved');
    choosing.settleCall(reserved.charge, { inputTokens: 100, outputTokens: 0 }, null);
    expect(choosing.spent()).toEqual({ dayUsd: 0.001, monthUsd: 0.001 });
    expect(choosing.reserveCall(call('own', 1000), { dayUsd: 0.015 }).kind).toBe('reserved');
    expect(() => {
      choosing.settleCall(99, { inputTokens: 1, outputTokens: 0 }, null);
    }).toThrow(/no call 99/);
  });

  it('is one budget for two windows, whatever they do in turns', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ window: fc.nat(1), tokens: fc.integer({ min: 1, max: 800 }), isSettled: fc.boolean() }),
          {
            minLength: 5,
            maxLength: 25,
          },
        ),
        fc.integer({ min: 1, max: 20 }),
        (calls, cents) => {
          const shared = new TemporaryLedger();
          shared.write('model_variants.json', [{ id: 'own', cost_per_1k: 0.1 }]);
          const windows = [shared.open({ clock: () => now }), shared.open({ clock: () => now })];
          const limits = { dayUsd: cents / 100 };
          for (const { window, tokens, isSettled } of calls) {
            const { choosing } = windows[window]!;
            const reserved = choosing.reserveCall(call('own', tokens), limits);
            if (reserved.kind === 'reserved' && isSettled)
              choosing.settleCall(reserved.charge, { inputTokens: tokens / 2, outputTokens: 0 }, null);
            expect(choosing.spent().dayUsd).toBeLessThanOrEqual(limits.dayUsd + 1e-9);
          }
          shared.remove();
        },
      ),
      { numRuns: 8 },
    );
  });

  it('begins anew with the day, and with the month', () => {
    const { choosing } = open();
    const limits = { dayUsd: 0.01, monthUsd: 0.02 };
    const tries = (): string[] => [1, 2].map(() => choosing.reserveCall(call('own', 1000), limits).kind);
    expect(tries()).toEqual(['reserved', 'refused']);
    now = new Date(2026, 4, 15, 0, 1);
    expect(tries()).toEqual(['reserved', 'refused']);
    now = new Date(2026, 4, 16, 0, 1);
    expect(tries()).toEqual(['refused', 'refused']);
    now = new Date(2026, 5, 1, 0, 1);
    expect(tries()).toEqual(['reserved', 'refused']);
  });

  it('counts the higher of the written and the listed price', () => {
    const { choosing } = open();
    expect(choosing.reserveCall(call('gpt-4o-mini', 1000), {})).toMatchObject({ maxUsd: 0.15 });
    expect(choosing.reserveCall(call('gpt-4o', 1000, 1000), {})).toMatchObject({ maxUsd: 0.0125 });
  });

  it('is nothing on a local model or in a plan, even when nothing is left', () => {
    const { choosing } = open();
    expect(choosing.reserveCall(call('local', 1000), { dayUsd: 0 })).toMatchObject({
      maxUsd: 0,
      isInPlan: false,
    });
    expect(choosing.reserveCall(call('copilot/gpt-5', 9e6), { dayUsd: 0 })).toMatchObject({
      kind: 'reserved',
      maxUsd: 0,
      isInPlan: true,
    });
  });

  it('is asked for where nobody knows the price', () => {
    const { choosing } = open();
    expect(choosing.reserveCall(call('mystery', 10), {})).toMatchObject({ kind: 'unknown price' });
    const accepted = choosing.reserveCall({ ...call('mystery', 10), isUnknownPriceAccepted: true }, {});
    expect(accepted).toMatchObject({ kind: 'reserved', maxUsd: null });
    choosing.setPrice('mystery', 0.02);
    expect(choosing.reserveCall(call('mystery', 500), {})).toMatchObject({ maxUsd: 0.01 });
  });
});

describe('a written price', () => {
  it('that is ten times off is told of and can be mended, and the model is used all the same', () => {
    const { choosing } = open();
    expect(choosing.priceWarnings().map(({ model, listUsd }) => [model, listUsd])).toEqual([
      ['gpt-4o-mini', 0.00015],
      ['gpt-4o', 0.0025],
    ]);
    const [warning] = choosing.priceWarnings();
    choosing.setRule('model', 'gpt-4o-mini', 'pinned');
    expect(choosing.suggest({ complexity: null, maxCostPer1k: 1 }).model.costPer1k).toBe(0.15);
    choosing.setPrice('gpt-4o-mini', warning!.listUsd);
    expect(choosing.priceWarnings().map(({ model }) => model)).toEqual(['gpt-4o']);
    expect(readFileSync(place.path('model_variants.json'), 'utf8')).toContain('"cost_per_1k": 0.00015');
  });
});
