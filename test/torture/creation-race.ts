import { join } from 'node:path';
import { bundledProgram } from '../unit/support/bundled-program.js';
import { ChildProgram } from './support/child-program.js';
import { countRows, findDamage, withExperience } from './support/experience.js';
import { inTemporaryFolder } from './support/temporary-folder.js';
import { TortureLog, type TortureReport } from './support/torture-report.js';

const processes = 6;

/** Six processes create the same database at the same moment. */
export async function creationRace(rounds: number): Promise<TortureReport> {
  const log = new TortureLog('creation race', ['rounds', 'processes']);
  const bundle = await bundledProgram('test/torture/programs/creator.ts');
  await inTemporaryFolder(async (folder) => {
    const creators = Array.from({ length: processes }, () => new ChildProgram(bundle, []));
    await Promise.all(creators.map((creator) => creator.printed(1)));
    for (let round = 1; round <= rounds; round += 1) {
      const file = join(folder, `round-${round}`, 'experience.db');
      for (const creator of creators) creator.tell(file);
      await Promise.all(creators.map((creator) => creator.printed(1 + round)));
      withExperience(file, (connection) => {
        for (const damage of findDamage(connection)) log.fail(`round ${round}: ${damage}`);
        const rows = countRows(connection, 'runs');
        if (rows !== processes) log.fail(`round ${round}: ${rows} of ${processes} runs are there`);
        if (connection.get('PRAGMA auto_vacuum')?.['auto_vacuum'] !== 2) log.fail('auto_vacuum is off');
      });
      log.add('rounds');
    }
    for (const creator of creators) {
      creator.tell('end');
      const { code } = await creator.exited;
      log.add('processes');
      if (code !== 0) log.fail(creator.errors);
    }
  });
  return log.report();
}
