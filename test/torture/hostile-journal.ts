import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDamage, withExperience } from './support/experience.js';
import { journalNaming } from './support/forged-journal.js';
import { hasSqliteCli, sqliteCli } from './support/sqlite-cli.js';
import { inTemporaryFolder } from './support/temporary-folder.js';
import { TortureLog, type TortureReport } from './support/torture-report.js';

/** A database that comes with a journal that asks for a roll-back and names another file as its super-journal. */
export async function hostileJournal(): Promise<TortureReport> {
  const log = new TortureLog('hostile journal', ['victims', 'deleted by sqlite3']);
  await inTemporaryFolder((folder) => {
    const attack = (name: string, isMasked: boolean): { file: string; victim: string } => {
      const home = join(folder, name);
      mkdirSync(home);
      const victim = join(home, 'precious.txt');
      writeFileSync(victim, 'precious\0');
      const file = join(home, 'experience.db');
      withExperience(file, () => undefined);
      writeFileSync(`${file}-journal`, journalNaming(victim, readFileSync(file), isMasked));
      return { file, victim };
    };
    for (const isMasked of [false, true]) {
      const { file, victim } = attack(`ours-${String(isMasked)}`, isMasked);
      log.add('victims');
      withExperience(file, (connection) => {
        for (const damage of findDamage(connection)) log.fail(damage);
      });
      if (!existsSync(victim)) log.fail('the file that the journal named was deleted');
      else if (readFileSync(victim, 'utf8') !== 'precious\0')
        log.fail('the file that the journal named was changed');
    }
    if (!hasSqliteCli) return;
    // The same attack on an ordinary SQLite, to know that it is one.
    const { file, victim } = attack('theirs', false);
    sqliteCli(file, 'SELECT count(*) FROM runs');
    if (existsSync(victim)) log.fail('the forged journal does not even fool an ordinary SQLite');
    else log.add('deleted by sqlite3');
  });
  return log.report();
}
