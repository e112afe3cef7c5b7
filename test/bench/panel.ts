import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ledgerSnapshot } from '../../src/engine/panel/ledger-snapshot.js';
import { Ledger } from '../../src/learning/ledger.js';
import { loadSqlite } from '../../src/learning/sqlite/load.js';
import { firstView, tabNames } from '../../src/shared/view.js';
import { atExit } from '../harness/teardown.js';
import { writeManyRuns } from './panel/many-runs.js';
import { describeMachine } from './support/machine.js';
import { median } from './support/statistics.js';

const barMs = 20;

/** What the engine takes for what the panel shows in each tab, with a history of 100,000 runs: the median. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '100000' },
      samples: { type: 'string', default: '31' },
      json: { type: 'boolean', default: false },
    },
  });
  const say = values.json ? console.error : console.log;
  say(`${describeMachine()}\na ledger of ${values.runs} runs …`);
  await loadSqlite();
  const root = mkdtempSync(join(tmpdir(), 'll-panel-'));
  atExit.add(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const until = new Date('2026-03-01T00:00:00Z');
  writeManyRuns(root, Number(values.runs), until);
  const ledger = new Ledger(root, { clock: () => until });
  const samples = Number(values.samples);
  const context = { root, copiesIn: undefined, usesStartingGuesses: true, limits: {} };
  const panelMs = [
    ...tabNames.map((tab) => ({
      what: `the tab ${tab}`,
      ms: timed(samples, () => ledgerSnapshot(ledger, { ...firstView, tab }, context)),
    })),
    { what: 'expected and measured', ms: timed(samples, () => ledger.measured()) },
  ];
  ledger.close();
  for (const { what, ms } of panelMs) say(`${what}: ${ms.toFixed(1)} ms; bar: below ${barMs}`);
  if (values.json) console.log(JSON.stringify({ machine: describeMachine(), panelMs, barMs }, null, 2));
  return panelMs.every(({ ms }) => ms < barMs) ? 0 : 1;
}

function timed(samples: number, action: () => unknown): number {
  const times = Array.from({ length: samples }, () => {
    const start = performance.now();
    action();
    return performance.now() - start;
  });
  return median(times);
}
