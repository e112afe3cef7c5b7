import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerSnapshot } from '../../../../src/engine/panel/ledger-snapshot.js';
import { Ledger } from '../../../../src/learning/ledger.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';
import type { TabContent } from '../../../../src/shared/snapshot.js';
import { firstView, type TabName, type View } from '../../../../src/shared/view.js';
import { recordPanelRuns } from '../../../support/panel-runs.js';

const until = new Date('2026-03-02T12:00:00Z');
let root: string;
let ledger: Ledger;

beforeAll(async () => {
  await loadSqlite();
  root = mkdtempSync(join(tmpdir(), 'll-panel-'));
  recordPanelRuns(root, { runs: 60, until });
  ledger = new Ledger(root, { clock: () => until });
});

afterAll(() => {
  ledger.close();
  rmSync(root, { recursive: true });
});

function content<Tab extends TabName>(tab: Tab, view: Partial<View> = {}): Extract<TabContent, { tab: Tab }> {
  const context = { root, copiesIn: undefined, usesStartingGuesses: true, limits: { dayUsd: 2 } };
  const { content: shown } = ledgerSnapshot(ledger, { ...firstView, ...view, tab }, context);
  if (!isOf(shown, tab)) throw new Error(`asked for ${tab}, got ${shown.tab}`);
  return shown;
}

function isOf<Tab extends TabName>(shown: TabContent, tab: Tab): shown is Extract<TabContent, { tab: Tab }> {
  return shown.tab === tab;
}

const count = (sql: string): number => ledger.db.connection.get<{ n: number }>(sql)?.n ?? -1;

describe('the standings tab', () => {
  it('counts what the ledger counts, and by kind of task', () => {
    const all = content('standings');
    const runs = (kind: View['kind']): number =>
      content('standings', { kind })
        .tables.filter(({ chooser }) => chooser === 'model')
        .flatMap(({ rows }) => rows)
        .reduce((sum, row) => sum + row.runs, 0);
    expect(all.kinds).toEqual(['coder', 'fixer', 'easy', 'medium', 'hard']);
    expect(runs(null)).toBe(count('SELECT count(reward) AS n FROM runs'));
    expect(runs('coder') + runs('fixer')).toBeCloseTo(runs(null));
    expect(runs('easy') + runs('medium') + runs('hard')).toBeCloseTo(runs(null));
  });

  it('tells the models of other agents from ours', () => {
    const models = content('standings').tables.find(({ chooser }) => chooser === 'model');
    const row = models?.rows.find(({ id }) => id === 'claude-haiku-4-5');
    expect(row?.isOurs).toBe(false);
    expect(models?.rows.find(({ id }) => id === 'claude-sonnet-4-5')?.isOurs).toBe(true);
  });

  it('opens an option with its versions and its runs', () => {
    const { opened } = content('standings', { option: { chooser: 'model', id: 'claude-sonnet-4-5' } });
    expect(opened?.versions).toHaveLength(1);
    expect(opened?.runs.length).toBeGreaterThan(5);
    expect(new Set(opened?.runs.map(({ model }) => model))).toEqual(new Set(['claude-sonnet-4-5']));
  });
});

describe('the runs tab', () => {
  it('lists the newest first and says whether there are more', () => {
    const { runs, hasMore, total } = content('runs', { limit: 10 });
    expect(runs).toHaveLength(10);
    expect(hasMore).toBe(true);
    expect(total).toBe(60);
    const times = runs.map(({ startedAt }) => startedAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('filters by text, model and outcome together', () => {
    const filter = { text: 'CART', agent: null, model: 'claude-haiku-4-5', outcome: 'worked' } as const;
    const { runs } = content('runs', { filter, limit: 100 });
    const every = content('runs', { limit: 100 }).runs.filter(
      (run) => run.title.includes('cart') && run.model === 'claude-haiku-4-5' && (run.score ?? 0) >= 0.75,
    );
    expect(every.length).toBeGreaterThan(0);
    expect(runs).toEqual(every);
  });

  it('opens a run to the parts of its score, each with its source', () => {
    const [run] = content('runs', { filter: { ...firstView.filter, outcome: 'worked' } }).runs;
    const { opened } = content('runs', { run: run?.id ?? '' });
    const tests = opened?.parts.find(({ name }) => name === 'Tests');
    expect(tests?.words).toBe('20/20');
    expect(tests?.sources[0]?.words).toBe('from `npm test`, terminal');
    expect(opened?.files).toEqual(['src/cart.ts']);
  });

  it('shows the list where the run that was open is gone', () => {
    expect(content('runs', { run: 'gone' }).opened).toBeNull();
  });
});

describe('the trends tab', () => {
  it('sums up weeks without a gap', () => {
    const { weeks, spending } = content('trends');
    expect(weeks.reduce((sum, { runs }) => sum + runs, 0)).toBe(60);
    for (const [index, { week }] of weeks.entries()) {
      expect(Date.parse(week) - Date.parse(weeks[0]?.week ?? '')).toBe(index * 7 * 86_400_000);
    }
    expect(spending.dayLimitUsd).toBe(2);
  });
});

describe('the sums by week', () => {
  const recounted = `
    SELECT count(*) AS n FROM (
      SELECT date(started_at, 'weekday 0', '-6 days') AS week, ifnull(agent, '') AS agent, ifnull(run_facts.model_name, '') AS model,
        ifnull(run_facts.prompt_id, '') AS prompt, count(*) AS runs, count(reward) AS scored,
        round(ifnull(sum(reward), 0), 6) AS reward_sum, count(cost_usd) AS priced, round(ifnull(sum(cost_usd), 0), 6) AS usd,
        round(ifnull(sum(cost_usd * cost_usd), 0), 6) AS usd_squares,
        count(scores ->> '$.seen.compiles') AS built, ifnull(sum(scores ->> '$.seen.compiles'), 0) AS compiled,
        count(scores ->> '$.seen.conventionErrors') AS linted,
        ifnull(sum(scores ->> '$.seen.conventionErrors' = 0), 0) AS clean
      FROM run_facts LEFT JOIN runs ON runs.id = run_id WHERE status = 'finished' GROUP BY 1, 2, 3, 4
      EXCEPT SELECT week, agent, model, prompt, runs, scored, round(reward_sum, 6), priced, round(usd, 6), round(usd_squares, 6),
        built, compiled, linted, clean FROM week_sums)
    UNION ALL SELECT count(*) FROM (
      SELECT task_slug, count(*) AS runs FROM run_facts WHERE status = 'finished' GROUP BY 1
      EXCEPT SELECT task_slug, runs FROM task_runs)
    ORDER BY 1 DESC`;

  it('stay those of the runs whatever becomes of them', () => {
    expect(count(recounted)).toBe(0);
    const [first, second, third, fourth] = content('runs').runs;
    ledger.setVerdict(first?.id ?? '', 'rejected');
    ledger.forgetRun(second?.id ?? '');
    ledger.mergeRuns(third?.id ?? '', fourth?.id ?? '');
    expect(count(recounted)).toBe(0);
    expect(content('runs').total).toBe(58);
    expect(count('SELECT sum(runs) AS n FROM week_sums')).toBe(58);
  });
});

describe('the data tab', () => {
  it('names every file that is kept, with its size', () => {
    const { files, counts } = content('data');
    expect(files.find(({ path }) => path === 'experience.db')?.bytes).toBeGreaterThan(10_000);
    expect(counts[0]).toEqual({ what: 'finished runs', count: 58 });
  });
});

describe('earlier sessions', () => {
  it('stand beside the runs, and not among those of a filter', () => {
    const before = content('runs');
    ledger.backfill([
      {
        ...{
          key: 'k',
          agent: 'Claude Code',
          session: 's',
          source: 'transcript',
          model: 'm',
          prompt: 'Add a cart',
        },
        ...{ tokensIn: 900, tokensOut: 100, costUsd: null, paths: [join(root, 'src', 'cart.ts')] },
        ...{ startedAt: '2026-01-05T10:00:00.000Z', endedAt: null, kept: 0, rejected: 0 },
      },
    ]);
    const after = content('runs');
    expect({ ...after, earlier: [] }).toEqual(before);
    expect(after.earlier).toMatchObject([
      { goal: 'Add a cart', agent: 'Claude Code', model: 'm', files: ['src/cart.ts'], tokens: 1000 },
    ]);
    expect(content('runs', { filter: { ...firstView.filter, agent: 'Copilot' } }).earlier).toEqual([]);
  });
});

describe('the connections made', () => {
  it('are those to sites and those of our own agent, newest first', () => {
    ledger.docs.connected({ url: 'https://react.dev/learn', bytes: 900 }, 'page');
    const call = { run: null, most: { inputTokens: 10, outputTokens: 10 }, isUnknownPriceAccepted: true };
    const traffic = { host: 'api.example.com', sentBytes: 1200, receivedBytes: 300 };
    for (const [model, sent] of [
      ['gpt', traffic],
      ['never asked', null],
    ] as const) {
      const reserved = ledger.choosing.reserveCall({ ...call, model }, {});
      if (reserved.kind !== 'reserved') throw new Error(reserved.message);
      ledger.choosing.settleCall(reserved.charge, call.most, sent);
    }
    const { connections } = content('data');
    expect(connections.map(({ host, why, sentBytes }) => [host, why, sentBytes]).sort()).toEqual([
      ['api.example.com', 'our own agent asked gpt', 1200],
      ['react.dev', 'a page that was looked up', null],
    ]);
  });
});

describe('the docs tab', () => {
  it('is empty before anything was looked up', () => {
    expect(content('docs')).toEqual({ tab: 'docs', lookUps: [], pages: [] });
  });
});
