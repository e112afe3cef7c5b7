import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../src/learning/choice/seeded-random.js';
import type { Ledger } from '../../../../src/learning/ledger.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';
import { rejected, start, TemporaryLedger } from '../../choosing/temporary-ledger.js';

const hooks = 'https://react.dev/learn/hooks';
const state = 'https://react.dev/reference/react/useState';
const copy = (url: string) => ({ action: 'copied', query: null, url, source: 'cache' }) as const;

describe('pages and the runs they serve', () => {
  let temporary: TemporaryLedger;
  let ledger: Ledger;
  let nowMs: number;
  beforeAll(loadSqlite);
  beforeEach(() => {
    temporary = new TemporaryLedger();
    nowMs = Date.parse('2026-02-03T04:05:06Z');
    ledger = temporary.open({ clock: () => new Date(nowMs) });
  });
  afterEach(() => {
    temporary.remove();
  });

  function finish(id: string, verdict: 0 | 1): void {
    ledger.setVerdict(id, verdict);
    ledger.finishRun(id, {});
  }

  it('counts a page that a person copied for the open run, with the run’s score and without a difference', () => {
    const run = start(ledger, {});
    ledger.pages.copied([hooks, state]);
    ledger.pages.copied([hooks]);
    finish(run, 1);
    expect(ledger.pages.uses()).toEqual([
      {
        url: hooks,
        runs: 1,
        scored: 1,
        meanReward: 1,
        difference: 0,
        low: -1,
        high: 1,
        verdict: 'too early',
      },
      expect.objectContaining({ url: state, runs: 1 }),
    ]);
  });

  it('counts a page that was copied before a run for the next one, if that begins soon', () => {
    ledger.docs.lookedUp([copy(state)]);
    nowMs += 11 * 60_000;
    ledger.docs.lookedUp([copy(hooks)]);
    nowMs += 9 * 60_000;
    const run = start(ledger, {});
    expect(ledger.pages.uses().map(({ url, runs }) => [url, runs])).toEqual([[hooks, 1]]);
    expect(ledger.docs.lookUps(5).map((each) => [each.url, each.run])).toEqual([
      [hooks, run],
      [state, null],
    ]);
    finish(run, 1);
    start(ledger, {});
    expect(ledger.pages.uses().map(({ runs }) => runs)).toEqual([1]);
  });

  it('follows merged runs, and forgets a page with its run', () => {
    const [one, other] = [start(ledger, {}), start(ledger, {})];
    ledger.pages.draw(one, [hooks], () => 0);
    finish(one, 1);
    finish(other, 1);
    ledger.mergeRuns(other, one);
    expect(ledger.pages.uses().map(({ url, runs }) => [url, runs])).toEqual([[hooks, 1]]);
    ledger.forgetRun(other);
    expect(ledger.pages.uses()).toEqual([]);
  });

  it('finds the difference that a page makes, from runs in which it was left out at random', () => {
    const random = seededRandom(7);
    for (let i = 0; i < 200; i += 1) {
      const run = start(ledger, {});
      const [helps, neutral] = ledger.pages.draw(run, [hooks, state], random);
      expect(helps?.source).toBe(hooks);
      expect(neutral?.propensity).toBeGreaterThan(0);
      finish(run, helps?.isIncluded === true ? 1 : 0);
    }
    const [helpful, neutral] = ledger.pages.uses();
    expect(helpful).toMatchObject({ url: hooks, verdict: 'pays' });
    expect(helpful?.difference).toBeCloseTo(1 - rejected, 1);
    expect(helpful?.low).toBeGreaterThan(0);
    expect(neutral?.verdict).not.toBe('pays');
    expect(Math.abs(neutral?.difference ?? 1)).toBeLessThan(0.1);
  });

  it('estimates nothing from pages that people chose, however often', () => {
    for (let i = 0; i < 30; i += 1) {
      const run = start(ledger, {});
      if (i % 2 === 0) ledger.pages.copied([hooks]);
      finish(run, i % 2 === 0 ? 1 : 0);
    }
    expect(ledger.pages.uses()).toMatchObject([
      { runs: 15, meanReward: 1, difference: 0, verdict: 'too early' },
    ]);
  });
});
