import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SuggestedContext } from '../../../src/learning/choice/suggestion.js';
import type { Ledger } from '../../../src/learning/ledger.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { rejected, start, TemporaryLedger } from './temporary-ledger.js';

let place: TemporaryLedger;
let ledger: Ledger;

beforeAll(loadSqlite);
beforeEach(() => {
  place = new TemporaryLedger();
  ledger = place.open();
});
afterEach(() => {
  place.remove();
});

function suggestContext(): SuggestedContext {
  const { context } = ledger.choosing.suggest({ complexity: null, maxCostPer1k: 1, needsContext: true });
  if (context === null) throw new Error('no context was chosen');
  return context;
}

function run(context: SuggestedContext, verdict: 0 | 1): string {
  const id = start(ledger, { context: context.arm, decisionIds: [context.decisionId] });
  ledger.setVerdict(id, verdict);
  ledger.finishRun(id, {});
  return id;
}

describe('context sets', () => {
  it('are chosen, credited and listed like any option', () => {
    const first = suggestContext();
    run(first, 1);
    expect(suggestContext().arm).not.toBe(first.arm);
    expect(
      ledger.choosing.standings().find(({ chooser, trials }) => chooser === 'context' && trials > 0),
    ).toMatchObject({
      arm: first.arm,
      mean: 1,
    });
    const index = JSON.parse(readFileSync(place.path('context_bundles.json'), 'utf8')) as {
      id: string;
      wins: number;
    }[];
    expect(index.find(({ id }) => id === first.arm)?.wins).toBe(1);
  });

  it('leave sources out now and then, log it, and learn what each is worth', () => {
    for (let round = 0; round < 150; round++) {
      const context = suggestContext();
      const hasFiles = context.sources.some(
        ({ source, isIncluded }) => source === 'open-files' && isIncluded,
      );
      run(context, hasFiles ? 1 : 0);
    }
    const { connection } = ledger.db;
    const drawn = connection.get<{ share: number; n: number }>(
      `SELECT avg(is_included) AS share, count(*) AS n FROM decision_sources WHERE source = 'open-files'`,
    );
    expect(drawn?.n).toBe(150);
    expect(drawn?.share).toBeGreaterThan(0.7);
    expect(drawn?.share).toBeLessThan(0.95);
    const files = ledger.choosing.uplifts().find(({ source }) => source === 'open-files');
    expect(files).toMatchObject({ verdict: 'pays' });
    expect((files?.runsWith ?? 0) + (files?.runsWithout ?? 0)).toBe(150);
    expect(files?.difference).toBeGreaterThan(0.15);
    expect(files?.difference).toBeLessThanOrEqual(1 - rejected);
  });

  it('count a source by the reward that a run has in the end', () => {
    const context = suggestContext();
    const id = run(context, 0);
    const sums = (): unknown => {
      const rows = ledger.db.connection.all(
        'SELECT total(runs) AS n, total(reward_sum) AS sum FROM source_tallies',
      );
      return rows[0];
    };
    const sources = context.sources.length;
    expect(sums()).toEqual({ n: sources, sum: sources * rejected });
    ledger.setVerdict(id, 'accepted');
    expect(sums()).toEqual({ n: sources, sum: sources });
    ledger.forgetRun(id);
    expect(sums()).toEqual({ n: 0, sum: 0 });
  });

  it('do not count a set that was not used', () => {
    const context = suggestContext();
    const id = start(ledger, { context: null, decisionIds: [context.decisionId] });
    ledger.setVerdict(id, 1);
    ledger.finishRun(id, {});
    expect(ledger.choosing.uplifts()).toEqual([]);
  });

  it('lose a source that does not pay, and are other sets from then on', () => {
    ledger.choosing.setRule('context', 'wide', 'pinned');
    run(suggestContext(), 1);
    ledger.choosing.retireSource('docs');
    const context = suggestContext();
    expect(context.sources.map(({ source }) => source)).not.toContain('docs');
    run(context, 1);
    const versions = ledger.db.connection.all(
      `SELECT DISTINCT arm_version FROM pulls WHERE chooser = 'context'`,
    );
    expect(versions).toHaveLength(2);
  });
});
