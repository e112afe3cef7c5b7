import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isHotJournal } from '../../src/learning/sqlite/mask.js';
import { bundledProgram } from '../unit/support/bundled-program.js';
import { ChildProgram, randomPause } from './support/child-program.js';
import { findDamage, runsByTag, withExperience } from './support/experience.js';
import { hasSqliteCli, sqliteCli } from './support/sqlite-cli.js';
import { inTemporaryFolder } from './support/temporary-folder.js';
import { TortureLog, type TortureReport } from './support/torture-report.js';

/**
 * Kills one to three writing processes at random moments, again and again, and checks after each time that every
 * acknowledged transaction is there as a whole and every other one whole or not at all.
 */
export async function killWriters(kills: number): Promise<TortureReport> {
  const log = new TortureLog('kill -9 of writers', ['kills', 'acknowledged', 'roll-backs', 'locks left']);
  const bundle = await bundledProgram('test/torture/programs/writer.ts');
  await inTemporaryFolder(async (folder) => {
    const file = join(folder, 'experience.db');
    for (let round = 0; log.count('kills') < kills; round += 1) {
      const acknowledged = await killRound(bundle, file, round, log);
      if (existsSync(`${file}-lock/held`)) log.add('locks left');
      if (existsSync(`${file}-journal`) && isHotJournal(readFileSync(`${file}-journal`)))
        log.add('roll-backs');
      verify(file, round, acknowledged, log);
    }
  });
  return log.report();
}

async function killRound(
  bundle: string,
  file: string,
  round: number,
  log: TortureLog,
): Promise<Map<string, number>> {
  // A cache of ten pages spills changes into the database in the middle of a transaction.
  const cacheSize = round % 4 === 1 ? '10' : '-16000';
  const writers = Array.from(
    { length: 1 + (round % 3) },
    (_, index) => new ChildProgram(bundle, [file, `${round}.${index}`, '40', cacheSize]),
  );
  // Now and then before anything is committed: while opening, while migrating.
  if (round % 5 === 4) await randomPause(250);
  else await Promise.race(writers.map((writer) => writer.printed(1 + Math.floor(Math.random() * 8))));
  await randomPause(60);
  for (const writer of writers) {
    writer.kill();
    if (Math.random() < 0.5) await randomPause(30);
  }
  const acknowledged = new Map<string, number>();
  for (const writer of writers) {
    const { signal } = await writer.exited;
    log.add('kills');
    if (signal !== 'SIGKILL') log.fail(`round ${round}: a writer ended by itself: ${writer.errors}`);
    for (const line of writer.lines) {
      const [tag = '', rows] = line.split(' ');
      acknowledged.set(tag, Number(rows));
    }
  }
  log.add('acknowledged', acknowledged.size);
  return acknowledged;
}

function verify(
  file: string,
  round: number,
  acknowledged: ReadonlyMap<string, number>,
  log: TortureLog,
): void {
  withExperience(file, (connection) => {
    for (const damage of findDamage(connection)) log.fail(`round ${round}: ${damage}`);
    const found = runsByTag(connection);
    for (const [tag, rows] of acknowledged) {
      if (found.get(tag) !== rows) log.fail(`${tag}: ${rows} acknowledged, ${found.get(tag) ?? 0} found`);
    }
  });
  if (hasSqliteCli && round % 2 === 0) {
    const { output } = sqliteCli(file, 'PRAGMA integrity_check');
    if (output !== 'ok') log.fail(`round ${round}: the sqlite3 command says ${output}`);
  }
  if (round % 20 === 19) {
    withExperience(file, (connection) => {
      connection.exec('DELETE FROM signals; DELETE FROM pulls; DELETE FROM pairs; DELETE FROM runs; VACUUM');
    });
  }
}
