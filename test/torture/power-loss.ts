import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isHotJournal } from '../../src/learning/sqlite/mask.js';
import { addRun, findDamage, runsByTag, withExperience } from './support/experience.js';
import { diskAfterPowerLoss } from './support/lost-power.js';
import { RecordingDisk, type DiskEvent } from './support/recording-disk.js';
import { inTemporaryFolder } from './support/temporary-folder.js';
import { TortureLog, type TortureReport } from './support/torture-report.js';

const transactions = 30;

/**
 * Plays power losses: records everything that a session asks of the disk, cuts it at random moments, throws away what was not
 * synced by chance, and opens what is left.
 * @param hasSyncs false forgets every sync, to see that the play can end badly
 */
export async function powerLoss(states: number, hasSyncs = true): Promise<TortureReport> {
  const log = new TortureLog('power loss', ['states', 'roll-backs', 'acknowledged']);
  await inTemporaryFolder((folder) => {
    const recorded = recordSession(join(folder, 'experience.db'));
    const events = recorded.filter((event) => hasSyncs || event.kind !== 'sync');
    const after = join(folder, 'after');
    for (let state = 0; state < states; state += 1) {
      const moment = 1 + Math.floor(Math.random() * events.length);
      const past = events.slice(0, moment);
      rmSync(after, { recursive: true, force: true });
      mkdirSync(after);
      for (const [path, content] of diskAfterPowerLoss(past, [0, 0.5, 0.9, 1][state % 4] ?? 0)) {
        if (path.endsWith('-journal') && isHotJournal(content)) log.add('roll-backs');
        writeFileSync(join(after, basename(path)), content);
      }
      log.add('states');
      verify(join(after, 'experience.db'), past, `state ${state}, moment ${moment} of ${events.length}`, log);
    }
  });
  return log.report();
}

function recordSession(file: string): readonly DiskEvent[] {
  const disk = new RecordingDisk();
  withExperience(
    file,
    (connection) => {
      for (let index = 0; index < transactions; index += 1) {
        const tag = `run-${index}`;
        // With ten pages of cache, every other large transaction spills into the database before it commits.
        connection.exec(`PRAGMA cache_size = ${index % 10 === 9 ? 10 : -16000}`);
        connection.transaction(() => {
          for (let row = 0; row < rowsOf(index); row += 1) addRun(connection, tag);
          if (index % 4 === 0) {
            connection.run("UPDATE pairs SET output_json = output_json || 'y' WHERE id % 3 = 0");
          }
        });
        disk.events.push({ kind: 'acknowledged', tag });
      }
    },
    { disk },
  );
  return disk.events;
}

function rowsOf(index: number): number {
  return index % 5 === 4 ? 8 : 1;
}

function verify(file: string, past: readonly DiskEvent[], where: string, log: TortureLog): void {
  const acknowledged = past.flatMap((event) => (event.kind === 'acknowledged' ? [event.tag] : []));
  log.add('acknowledged', acknowledged.length);
  try {
    withExperience(file, (connection) => {
      for (const damage of findDamage(connection)) log.fail(`${where}: ${damage}`);
      const found = runsByTag(connection);
      for (const tag of acknowledged) if (!found.has(tag)) log.fail(`${where}: ${tag} is lost`);
      for (const [tag, rows] of found) {
        if (rows !== rowsOf(Number(tag.slice(4)))) log.fail(`${where}: ${tag} is there in part`);
      }
    });
  } catch (error) {
    log.fail(`${where}: ${String(error)}`);
  }
}
