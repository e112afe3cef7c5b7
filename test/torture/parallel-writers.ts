import { join } from 'node:path';
import { bundledProgram } from '../unit/support/bundled-program.js';
import { ChildProgram } from './support/child-program.js';
import { countRows, findDamage, withExperience } from './support/experience.js';
import { inTemporaryFolder } from './support/temporary-folder.js';
import { TortureLog, type TortureReport } from './support/torture-report.js';

/** Several processes write and read one database as fast as they can. */
export async function parallelWriters(processes: number, transactionsEach: number): Promise<TortureReport> {
  const log = new TortureLog('parallel writers', ['processes', 'transactions', 'snapshots read']);
  const bundle = await bundledProgram('test/torture/programs/parallel-writer.ts');
  await inTemporaryFolder(async (folder) => {
    const file = join(folder, 'experience.db');
    const writers = Array.from(
      { length: processes },
      (_, index) => new ChildProgram(bundle, [file, `writer-${index}`, String(transactionsEach)]),
    );
    for (const writer of writers) {
      const { code } = await writer.exited;
      log.add('processes');
      if (code !== 0) log.fail(writer.errors);
      log.add('snapshots read', Number(writer.lines[0] ?? 0));
    }
    withExperience(file, (connection) => {
      for (const damage of findDamage(connection)) log.fail(damage);
      log.add('transactions', countRows(connection, 'runs'));
    });
  });
  const expected = processes * transactionsEach;
  if (log.count('transactions') !== expected)
    log.fail(`${log.count('transactions')} of ${expected} runs are there`);
  return log.report();
}
