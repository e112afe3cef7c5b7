// `npm run torture [NAME ...]`: everything that may happen to the database, in full. The suite runs a tenth of it.
import { loadSqlite } from '../../src/learning/sqlite/load.js';
import { PlainError, runProgram } from '../harness/teardown.js';
import { packageExtension } from '../harness/vsix.js';
import { salvageDamage } from '../unit/maintenance/salvage-torture.js';
import { creationRace } from './creation-race.js';
import { diskFull } from './disk-full.js';
import { foreignPrograms } from './foreign-programs.js';
import { hostileJournal } from './hostile-journal.js';
import { killExtensionHost } from './kill-extension-host.js';
import { killLockHolders } from './kill-lock-holders.js';
import { killWriters } from './kill-writers.js';
import { parallelWriters } from './parallel-writers.js';
import { powerLoss } from './power-loss.js';
import { hasSqliteCli } from './support/sqlite-cli.js';
import type { TortureReport } from './support/torture-report.js';
import { terminatedThreads } from './terminated-threads.js';
import { vanishingFolder } from './vanishing-folder.js';

const tortures: Readonly<Record<string, () => Promise<TortureReport>>> = {
  'kill-writers': () => killWriters(300),
  'kill-extension-host': async () => {
    await packageExtension();
    return killExtensionHost(30);
  },
  'kill-lock-holders': () => killLockHolders(300, 6),
  'parallel-writers': () => parallelWriters(4, 500),
  'power-loss': () => powerLoss(200),
  'disk-full': diskFull,
  'vanishing-folder': () => vanishingFolder(20),
  'creation-race': () => creationRace(20),
  'terminated-threads': () => terminatedThreads(20),
  'hostile-journal': hostileJournal,
  'foreign-programs': () => foreignPrograms(2000),
  'salvage-damage': () => Promise.resolve(salvageDamage(100)),
};

/** Read the database with the `sqlite3` program. */
const needSqliteCli: ReadonlySet<string> = new Set(['foreign-programs', 'kill-extension-host']);

runProgram(async () => {
  const chosen = process.argv.slice(2);
  const unknown = chosen.filter((name) => !(name in tortures));
  if (unknown.length > 0) {
    throw new PlainError(
      `There is no ${unknown.join(', ')}. Choose from: ${Object.keys(tortures).join(', ')}`,
    );
  }
  await loadSqlite();
  let status = 0;
  for (const [name, torture] of Object.entries(tortures)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    if (needSqliteCli.has(name) && !hasSqliteCli) {
      console.log(`${name}: skipped, the sqlite3 command line is not installed`);
      continue;
    }
    const { counts, failures } = await torture();
    const what = Object.entries(counts).map(([count, amount]) => `${amount} ${count}`);
    console.log(
      `${name}: ${what.join(', ')}: ${failures.length === 0 ? 'ok' : `${failures.length} FAILURES`}`,
    );
    for (const failure of failures.slice(0, 10)) console.log(`  ${failure}`);
    if (failures.length > 0) status = 1;
  }
  return status;
});
