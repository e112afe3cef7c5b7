import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Ledger } from '../../../../src/learning/ledger.js';
import type { RunReport } from '../../../../src/learning/runs/run-report.js';
import type { Author, RunView, StartRun } from '../../../../src/learning/runs/run.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';

beforeAll(loadSqlite);

const first: RunReport = {
  key: 'first',
  agent: 'Claude Code',
  modelName: null,
  promptId: 'CLAUDE.md',
  tokens: null,
  costUsd: null,
  kept: 0,
  rejected: 0,
};
const told: RunReport = { ...first, modelName: 'opus', tokens: 100, costUsd: 0.5 };

describe('what agents tell of their runs', () => {
  let ledger: Ledger;
  let now: Date;

  beforeEach(() => {
    const root = mkdtempSync(join(tmpdir(), 'reports-'));
    now = new Date('2026-11-12T10:00:00Z');
    ledger = new Ledger(root, { clock: () => now });
    return () => {
      ledger.close();
      rmSync(root, { recursive: true });
    };
  });

  const start = (report: RunReport | undefined, author: Partial<Author> = {}, more: Partial<StartRun> = {}) =>
    ledger.startRun({
      goal: 'Add a test',
      role: 'coder',
      complexity: null,
      author: { agent: null, modelName: null, promptId: null, provenance: 'reported', ...author },
      decisionIds: [],
      report,
      ...more,
    });
  const model = (name: string) =>
    ledger.choosing.standings().find((each) => each.chooser === 'model' && each.arm === name);
  const cost = (run: RunView): unknown =>
    ledger.db.connection.get('SELECT cost_tokens, cost_usd FROM run_facts WHERE id = ?', [run.id]);
  const finished = (run: RunView): RunView => {
    ledger.observe(run.id, [
      {
        kind: 'command',
        at: now.toISOString(),
        source: 'task',
        check: 'build',
        label: 'b',
        exitCode: 0,
        tests: null,
      },
    ]);
    return ledger.finishRun(run.id, {});
  };

  it('begin one run, however often the prompt is read', () => {
    const run = start(first, {}, { startedAt: '2026-11-12T09:00:00.000Z' });
    expect(start(first).id).toBe(run.id);
    expect(ledger.listRuns({ limit: 9 })).toHaveLength(1);
    expect(run).toMatchObject({
      startedAt: '2026-11-12T09:00:00.000Z',
      author: { agent: 'Claude Code', promptId: 'CLAUDE.md', provenance: 'reported' },
    });
  });

  it('never lie in the future', () => {
    expect(start(first, {}, { startedAt: '2030-01-01T00:00:00Z' }).startedAt).toBe(now.toISOString());
  });

  it('settle a finished run again, and credit only the model it was', () => {
    const run = finished(start(first));
    ledger.reportRun(run.id, told);
    expect(model('opus')).toMatchObject({ trials: 1 });
    expect(cost(run)).toEqual({ cost_tokens: 100, cost_usd: 0.5 });
    ledger.reportRun(run.id, { ...told, modelName: 'sonnet', tokens: 150 });
    ledger.reportRun(run.id, { ...told, modelName: 'sonnet', tokens: 150 });
    expect(model('opus')).toBeUndefined();
    expect(model('sonnet')).toMatchObject({ trials: 1, candidate: false });
    expect(ledger.stats().modelPerformance).toMatchObject([{ model_name: 'sonnet', count: 1 }]);
  });

  it('fill in what a person left open of a run, and nothing else', () => {
    const run = start(undefined, { promptId: 'concise', provenance: 'told' });
    ledger.reportRun(run.id, told);
    ledger.reportRun(run.id, { ...told, key: 'second', tokens: 11, costUsd: null });
    expect(ledger.findRun(run.id)?.author).toEqual({
      agent: 'Claude Code',
      modelName: 'opus',
      promptId: 'concise',
      provenance: 'told',
    });
    expect(cost(run)).toEqual({ cost_tokens: 111, cost_usd: 0.5 });
    ledger.reportRun(run.id, { ...told, key: 'third', modelName: 'sonnet' });
    expect(ledger.findRun(run.id)?.author.modelName, 'two models: neither gets the credit').toBeNull();
  });

  it('say what was kept in the agent’s own window, the last word only', () => {
    const run = start({ ...first, kept: 1, rejected: 1 });
    expect(ledger.findRun(run.id)?.verdict).toBe(0.5);
    ledger.reportRun(run.id, { ...first, kept: 3, rejected: 1 });
    expect(ledger.findRun(run.id)?.verdict).toBe(0.75);
  });

  it('keep what was told before where they say nothing', () => {
    const run = start(told);
    ledger.reportRun(run.id, first);
    expect(ledger.findRun(run.id)?.author.modelName).toBe('opus');
    expect(ledger.reports.isNews(first)).toBe(false);
    expect(ledger.reports.isNews({ ...first, tokens: 5 })).toBe(true);
  });

  it('do not bring a forgotten run back', () => {
    const run = start(first);
    ledger.forgetRun(run.id);
    expect(ledger.reports.runOf('first')).toBeNull();
    expect(() => start(first)).toThrow('forgotten');
  });

  it('follow a run into the one it is merged with', () => {
    const [one, other] = [finished(start(told)), finished(start({ ...told, key: 'second' }))];
    ledger.mergeRuns(one.id, other.id);
    expect(ledger.reports.runOf('second')).toBe(one.id);
    ledger.reportRun(one.id, { ...told, key: 'second', tokens: 7 });
    expect(cost(one)).toMatchObject({ cost_tokens: 107 });
  });

  it('name each text of the instruction files once', () => {
    const name = (hash: string): string => ledger.commit(() => ledger.instructions.nameOf('CLAUDE.md', hash));
    const before = name('aaaa');
    expect(before).toBe('CLAUDE.md · version of 12 Nov 2026');
    const after = name('bbbb');
    expect(after).toMatch(/^CLAUDE\.md · version of 12 Nov 2026, \d\d:\d\d$/);
    expect(name('cccc')).toBe(`${after}, cccc`);
    now = new Date('2026-11-20T10:00:00Z');
    expect(name('aaaa')).toBe(before);
    expect(name('dddd')).toBe('CLAUDE.md · version of 20 Nov 2026');
  });
});
