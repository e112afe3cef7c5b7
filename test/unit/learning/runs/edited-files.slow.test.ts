import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReviewEvidence } from '../../../../src/evidence/review-evidence.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';
import { Ledger } from '../../../../src/learning/ledger.js';
import type { RunView } from '../../../../src/learning/runs/run.js';

let folder: string;
let ledger: Ledger;

beforeEach(async () => {
  await loadSqlite();
  folder = mkdtempSync(join(tmpdir(), 'll-files-'));
  ledger = new Ledger(folder);
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

const nowhere = { blob: null, executable: false };
const content = (blob: string): { blob: string; executable: boolean } => ({ blob, executable: false });

function start(goal: string): RunView {
  const author = { agent: 'script', modelName: 'm', promptId: null, provenance: 'told' } as const;
  return ledger.startRun({ goal, role: 'coder', complexity: null, author, decisionIds: [] });
}

const at = '2026-01-01T00:00:00.000Z';
function judged(id: string, lines: number, verdict: 'kept' | 'rejected' | 'open'): ReviewEvidence {
  return { kind: 'review', at, id, path: 'a.ts', lines, verdict, cause: 'person', reason: null, diff: null };
}

describe('edited files', () => {
  it('keeps the pending files of each checkout apart', () => {
    ledger.savePending('/one', [{ path: 'a.ts', before: content('aa') }], []);
    ledger.savePending('/two', [{ path: 'a.ts', before: nowhere }], []);
    ledger.savePending('/one', [{ path: 'b.ts', before: content('bb') }], ['a.ts']);
    expect(ledger.files.pending('/one')).toEqual([{ path: 'b.ts', before: content('bb') }]);
    expect(ledger.files.pending('/two')).toEqual([{ path: 'a.ts', before: nowhere }]);
  });

  it('remembers the first before and the last after of a run, oldest run first', () => {
    const one = start('one');
    const two = start('two');
    ledger.saveRunFiles(two.id, [{ path: 'a.ts', before: content('2'), after: content('3') }]);
    ledger.saveRunFiles(one.id, [{ path: 'a.ts', before: nowhere, after: content('1') }]);
    ledger.saveRunFiles(one.id, [{ path: 'a.ts', before: content('1'), after: content('2') }]);
    const layers = ledger.files.layers({ paths: ['a.ts'] });
    expect(layers.map(({ runId, before, after }) => ({ runId, before, after }))).toEqual([
      { runId: one.id, before: nowhere, after: content('2') },
      { runId: two.id, before: content('2'), after: content('3') },
    ]);
    expect(ledger.files.layers({ run: two.id })).toEqual([layers[1]]);
  });

  it('knows for a while what people saved', () => {
    ledger.noteSave('/one', 'a.ts', 'first');
    expect(ledger.files.wasSaved('/one', 'a.ts', 'first')).toBe(true);
    expect(ledger.files.wasSaved('/two', 'a.ts', 'first')).toBe(false);
    for (let save = 0; save < 200; save += 1) ledger.noteSave('/one', 'b.ts', `later ${save}`);
    expect(ledger.files.wasSaved('/one', 'a.ts', 'first')).toBe(false);
  });

  it('keeps the files of the newest hundred runs', () => {
    const first = start('first');
    ledger.saveRunFiles(first.id, [{ path: 'a.ts', before: content('old'), after: content('new') }]);
    for (let run = 0; run < 99; run += 1) start(`run ${run}`);
    expect(ledger.pruneBlobs()).toHaveLength(2);
    start('one more');
    expect(ledger.pruneBlobs()).toEqual([]);
  });

  it('lets go of the blobs of a run that is forgotten', () => {
    const one = start('one');
    ledger.savePending('/one', [{ path: 'a.ts', before: content('p') }], []);
    ledger.saveRunFiles(one.id, [{ path: 'a.ts', before: content('b'), after: content('a') }]);
    expect(ledger.pruneBlobs().sort()).toEqual(['a', 'b', 'p']);
    ledger.forgetRun(one.id);
    expect(ledger.pruneBlobs()).toEqual(['p']);
  });
});

describe('the verdict of a run whose edits were judged one by one', () => {
  it('is the share of kept lines once nothing waits', () => {
    const { id } = start('one');
    ledger.observe(id, [judged('h1', 6, 'kept'), { kind: 'pending', at, lines: 4 }]);
    expect(ledger.finishRun(id, {}).verdict).toBeNull();
    const settled = ledger.observe(id, [judged('h2', 4, 'rejected'), { kind: 'pending', at, lines: 0 }]);
    expect(settled.verdict).toBeCloseTo(0.6);
    expect(ledger.explainRun(id).explanation.parts.at(-1)?.words).toBe('you kept 6 of 10 changed lines');
    expect(settled.reward).toBeCloseTo(0.75 + 0.25 * 0.6);
  });

  it('opens again when a word is taken back', () => {
    const { id } = start('one');
    ledger.observe(id, [judged('h1', 6, 'rejected')]);
    expect(ledger.finishRun(id, {}).verdict).toBe(0);
    expect(ledger.observe(id, [judged('h1', 6, 'open')]).verdict).toBeNull();
  });

  it('yields to a word on the whole run', () => {
    const { id } = start('one');
    ledger.observe(id, [judged('h1', 6, 'rejected')]);
    ledger.finishRun(id, {});
    expect(ledger.setVerdict(id, 'accepted').verdict).toBe(1);
  });

  it('leaves no text of a rejected edit where only numbers are kept', () => {
    ledger.close();
    ledger = new Ledger(folder, { texts: 'numbers' });
    const { id } = start('one');
    ledger.observe(id, [{ ...judged('h1', 6, 'rejected'), reason: 'too slow', diff: '-old\n+new' }]);
    const stored = ledger.db.connection.all('SELECT payload FROM evidence');
    expect(JSON.stringify(stored)).not.toMatch(/too slow|new/);
    expect(stored).toHaveLength(1);
  });
});
