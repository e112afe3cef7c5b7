import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Evidence } from '../../../../src/evidence/evidence.js';
import { Ledger } from '../../../../src/learning/ledger.js';
import type { RunView } from '../../../../src/learning/runs/run.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';
import { at, command, later } from '../../reward/evidence-of.js';

let folder: string;
let ledger: Ledger;

beforeAll(loadSqlite);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reshaping-'));
  ledger = new Ledger(folder);
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

const content = (blob: string): { blob: string; executable: boolean } => ({ blob, executable: false });
const files = (...paths: readonly string[]): Evidence => ({ kind: 'files', at, paths });
const judged = (path: string, verdict: 'kept' | 'rejected'): Evidence => {
  return { kind: 'review', at, id: path, path, lines: 5, verdict, cause: 'person', reason: null, diff: null };
};

function finished(goal: string, evidence: readonly Evidence[], costTokens: number | null = 10): RunView {
  const author = { agent: 'script', modelName: 'm', promptId: null, provenance: 'told' } as const;
  const { id } = ledger.startRun({ goal, role: 'coder', complexity: null, author, decisionIds: [] });
  ledger.observe(id, evidence);
  return ledger.finishRun(id, { costTokens });
}

describe('two runs that were one task', () => {
  it('become one with the files, evidence, costs and the one trial of both', () => {
    const one = finished('one', [files('a.ts'), command('test', 1)]);
    const two = finished('two', [files('a.ts', 'b.ts'), command('test', 0, { at: later(1) })]);
    ledger.saveRunFiles(one.id, [{ path: 'a.ts', before: content('0'), after: content('1') }]);
    ledger.saveRunFiles(two.id, [
      { path: 'a.ts', before: content('1'), after: content('2') },
      { path: 'b.ts', before: content('8'), after: content('9') },
    ]);
    const evidence = judged('a.ts', 'kept');
    const step = {
      kind: 'keep',
      label: 'Keep',
      files: [],
      told: [{ runId: two.id, evidence }],
      reason: null,
    } as const;
    ledger.addReviewStep('/checkout', step);

    const merged = ledger.mergeRuns(one.id, two.id);
    expect(merged).toMatchObject({ id: one.id, goal: 'one', files: ['a.ts', 'b.ts'], reward: 0.875 });
    expect(ledger.files.layers({ run: one.id })).toMatchObject([
      { path: 'a.ts', before: content('0'), after: content('2') },
      { path: 'b.ts', before: content('8'), after: content('9') },
    ]);
    expect(ledger.files.steps('/checkout')[0]?.step.told[0]?.runId).toBe(one.id);
    expect(ledger.findRun(two.id)).toBeUndefined();
    expect(ledger.pulls.tally('model', 'm')).toMatchObject({ trials: 1, wins: 0.875 });
    expect(ledger.db.connection.all('SELECT cost_tokens FROM runs')).toEqual([{ cost_tokens: 20 }]);
  });

  it('must be two, and finished', () => {
    const { id } = finished('one', []);
    const author = { agent: null, modelName: null, promptId: null, provenance: 'guessed' } as const;
    const open = ledger.startRun({ goal: 'o', role: 'coder', complexity: null, author, decisionIds: [] });
    expect(() => ledger.mergeRuns(id, id)).toThrow('Choose two runs.');
    expect(() => ledger.mergeRuns(id, open.id)).toThrow('Finish the run first.');
    expect(() => ledger.mergeRuns(id, 'gone')).toThrow('not in the ledger');
  });
});

describe('a run that was two tasks', () => {
  it('becomes two, each judged by its own files and by the checks of both', () => {
    const run = finished('both', [
      files('a.ts', 'b.ts'),
      judged('a.ts', 'kept'),
      judged('b.ts', 'rejected'),
      command('test', 0, { tests: { passed: 3, failed: 1 } }),
    ]);
    ledger.saveRunFiles(run.id, [{ path: 'b.ts', before: content('1'), after: content('2') }]);
    const part = ledger.splitRun(run.id, ['b.ts', 'not-of-this-run.ts']);
    expect(part).toMatchObject({ goal: 'both', files: ['b.ts'], verdict: 0, reward: 0.6875 });
    expect(ledger.findRun(run.id)).toMatchObject({ files: ['a.ts'], verdict: 1, reward: 0.9375 });
    expect(ledger.files.layers({ run: part.id })).toMatchObject([{ path: 'b.ts' }]);
    expect(ledger.pulls.tally('model', 'm')).toMatchObject({ trials: 2, wins: 1.625 });
  });

  it('keeps at least one file on each side', () => {
    const { id } = finished('both', [files('a.ts', 'b.ts')]);
    for (const paths of [[], ['c.ts'], ['a.ts', 'b.ts']]) {
      expect(() => ledger.splitRun(id, paths)).toThrow('but not all of them');
    }
  });
});

describe('a run that weakened checks', () => {
  it('is marked, until its edits do so no more, and a person may allow its export', () => {
    const weakened: Evidence = {
      kind: 'weakened',
      at,
      path: 'a.test.ts',
      checks: [{ line: 1, what: 'skips a test', effect: { skippedTests: 1 } }],
    };
    const run = finished('one', [command('test', 0), weakened]);
    expect(run).toMatchObject({ weakensChecks: true, mayBeExported: false });
    expect(ledger.allowExport(run.id, true)).toMatchObject({ mayBeExported: true });
    const mended = ledger.observe(run.id, [{ ...weakened, at: later(1), checks: [] }]);
    expect(mended).toMatchObject({ weakensChecks: false, reward: 0.875 });
  });
});

describe('what is kept of a check', () => {
  it('holds no text in a ledger that keeps numbers only', () => {
    ledger.close();
    ledger = new Ledger(folder, { texts: 'numbers' });
    const counts = { lint: 1, type: 0, schema: 0, boundary: 0 };
    const findings = {
      tools: [{ tool: 'eslint', errors: counts, warnings: { ...counts, lint: 0 } }],
      list: [
        {
          tool: 'eslint',
          path: 'a.ts',
          rule: 'x',
          message: 'told',
          kind: 'lint',
          severity: 'error',
          count: 1,
          key: 'k',
        },
      ],
    } as const;
    finished('one', [command('lint', 1, { findings, excerpt: 'told as well' })]);
    expect(JSON.stringify(ledger.db.connection.all('SELECT payload FROM evidence'))).not.toContain('told');
  });

  it('loses secrets before it is stored', () => {
    const excerpt = 'token ghp_abcdefghijklmnopqrstuvwxyz0123456789 failed';
    finished('one', [command('lint', 1, { excerpt })]);
    expect(JSON.stringify(ledger.db.connection.all('SELECT payload FROM evidence'))).not.toContain('ghp_abc');
  });
});
