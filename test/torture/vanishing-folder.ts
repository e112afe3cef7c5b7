import { closeSync, existsSync, fstatSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError } from '../../src/learning/sqlite/errors.js';
import type { Connection } from '../../src/learning/sqlite/connection.js';
import { addRun, countRows, findDamage, openExperience } from './support/experience.js';
import { inTemporaryFolder } from './support/temporary-folder.js';
import { TortureLog, type TortureReport } from './support/torture-report.js';

/** `rm -rf .agent` while the database is open: between transactions, and in the middle of one. */
export async function vanishingFolder(rounds: number): Promise<TortureReport> {
  const log = new TortureLog('rm -rf .agent', ['noticed', 'opened again']);
  await inTemporaryFolder((root) => {
    const folder = join(root, '.agent');
    const file = join(folder, 'experience.db');
    for (let round = 0; round < rounds; round += 1) {
      const connection = openExperience(file);
      record(connection);
      const deleted = openSync(file, 'r');
      const before = readFileSync(deleted);
      if (round % 2 === 0) {
        rmSync(folder, { recursive: true });
        expectMoved(log, () => {
          record(connection);
        });
      } else {
        expectMoved(log, () => {
          connection.transaction(() => {
            rmSync(folder, { recursive: true });
            addRun(connection, 'run');
          });
        });
      }
      if (fstatSync(deleted).size !== before.length) log.fail('the deleted file was written to');
      closeSync(deleted);
      if (existsSync(folder)) log.fail('the folder came back by itself');
      connection.close();

      const again = openExperience(file);
      record(again);
      if (countRows(again, 'runs') !== 1) log.fail('the new database is not new');
      for (const damage of findDamage(again)) log.fail(damage);
      again.close();
      log.add('opened again');
      rmSync(folder, { recursive: true });
    }
  });
  return log.report();
}

function record(connection: Connection): void {
  connection.transaction(() => {
    addRun(connection, 'run');
  });
}

function expectMoved(log: TortureLog, body: () => void): void {
  try {
    body();
    log.fail('nothing was noticed');
  } catch (error) {
    if (error instanceof StorageError && error.reason === 'moved') log.add('noticed');
    else log.fail(`not "moved": ${String(error)}`);
  }
}
