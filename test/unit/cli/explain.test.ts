import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../../../src/cli/commands/explain.js';
import { Ledger } from '../../../src/learning/ledger.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { command } from '../reward/evidence-of.js';

const root = mkdtempSync(join(tmpdir(), 'explain-'));

function printed(run: string, json = false): string {
  const lines: string[] = [];
  void explain.run({ root, positionals: [run], values: { json }, print: (line) => lines.push(line) });
  return lines.join('\n');
}

beforeAll(async () => {
  await loadSqlite();
  const ledger = new Ledger(root);
  const author = { agent: 'script', modelName: 'm', promptId: null, provenance: 'told' } as const;
  const run = ledger.startRun({ goal: 'Fix', role: 'coder', complexity: null, author, decisionIds: [] });
  const at = new Date(2026, 0, 2, 14, 3).toISOString();
  ledger.observe(run.id, [
    command('test', 1, { at, source: 'terminal', label: 'npm test', tests: { passed: 18, failed: 2 } }),
    command('build', null, { at, label: 'npm run\u001b[2J build', notCredited: 'cancelled' }),
  ]);
  ledger.finishRun(run.id, {});
  ledger.close();
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('learning-loop explain', () => {
  it('shows every number with its source', () => {
    const text = printed('1');
    expect(text).toMatch(/^fix, finished: 0\.850 by classic\n/);
    expect(text).toMatch(/Tests +0\.900 +0\.900 +18\/20 from `npm test`, terminal, 14:03\n/);
    expect(text).toMatch(/Build +1\.000 +- +no build ran: counted as passed\n/);
    expect(text).toMatch(/Score +0\.850 +0\.000\n/);
    expect(text).toContain('Required checks that got worse:\n  tests 18/20');
    expect(text).toMatch(/Not counted:\n {2}`npm run \[2J build`, task, 14:03: cancelled$/);
    expect(text).not.toContain('\u001b');
  });

  it('prints the same as JSON', () => {
    expect(JSON.parse(printed('1', true))).toMatchObject({
      run: { number: 1, reward: 0.85 },
      explanation: { formula: 'classic', rewards: { classic: 0.85, gated: 0 } },
    });
  });

  it('says that there is no such run', () => {
    expect(() => printed('7')).toThrow('There is no run 7.');
    expect(() => printed('no-such-id')).toThrow('not in the ledger');
  });
});
