import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Evidence } from '../../../../src/evidence/evidence.js';
import { Ledger } from '../../../../src/learning/ledger.js';
import { measuredSums } from '../../../../src/learning/measured/measured-sums.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';
import { command } from '../../reward/evidence-of.js';

it('sums up what was seen of finished runs, and counts only those of which it was seen', async () => {
  await loadSqlite();
  const folder = mkdtempSync(join(tmpdir(), 'measured-'));
  const ledger = new Ledger(folder);
  const finish = (goal: string, evidence: readonly Evidence[]): void => {
    const author = { agent: null, modelName: 'm', promptId: null, provenance: 'told' } as const;
    const { id } = ledger.startRun({ goal, role: 'coder', complexity: null, author, decisionIds: [] });
    ledger.observe(id, evidence);
    ledger.finishRun(id, { costUsd: 0.02 });
  };
  finish('one', [command('build', 1), command('lint', 0)]);
  finish('two', []);
  expect(measuredSums(ledger.db.connection)).toEqual({
    groups: [
      {
        modelName: 'm',
        promptId: null,
        rewards: { count: 1, sum: 0.625 },
        compiles: { count: 1, sum: 0 },
        clean: { count: 1, sum: 1 },
        costsUsd: { count: 2, sum: 0.04, squares: 2 * 0.02 ** 2 },
      },
    ],
    runsPerTask: { count: 2, sum: 2, squares: 2 },
  });
  ledger.close();
  rmSync(folder, { recursive: true });
});
