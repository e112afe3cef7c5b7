import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { bundledProgram } from '../unit/support/bundled-program.js';
import { ChildProgram } from './support/child-program.js';
import { addRun, countRows, findDamage, withExperience } from './support/experience.js';
import { inTemporaryFolder } from './support/temporary-folder.js';
import { TortureLog, type TortureReport } from './support/torture-report.js';

/** `Worker.terminate()` in the middle of a transaction, in this process and in another one that lives on. */
export async function terminatedThreads(rounds: number): Promise<TortureReport> {
  const log = new TortureLog('terminated threads', ['here', 'elsewhere']);
  const thread = resolve(await bundledProgram('test/torture/programs/half-transaction.ts'));
  const host = await bundledProgram('test/torture/programs/thread-host.ts');
  await inTemporaryFolder(async (folder) => {
    const file = join(folder, 'experience.db');
    withExperience(file, () => undefined);
    for (let round = 1; round <= rounds; round += 1) {
      const worker = new Worker(thread, { workerData: file });
      await once(worker, 'message');
      if (!existsSync(`${file}-lock/held`)) log.fail('the thread did not hold the lock');
      await worker.terminate();
      writeAfter(file, log);
      log.add('here');
    }
    // Only Linux shows one process the open files of another; elsewhere the owning process has to open the database again.
    if (process.platform === 'linux') {
      const other = new ChildProgram(host, [thread, file]);
      await other.printed(1);
      if (!existsSync(`${file}-lock/held`)) log.fail('the other process does not hold the lock');
      writeAfter(file, log);
      log.add('elsewhere');
      other.kill();
      await other.exited;
    }
    withExperience(file, (connection) => {
      for (const damage of findDamage(connection)) log.fail(damage);
      const left = countRows(connection, "runs WHERE task_slug = 'half'");
      if (left !== 0) log.fail(`${left} runs of terminated threads are there`);
    });
  });
  return log.report();
}

function writeAfter(file: string, log: TortureLog): void {
  try {
    withExperience(
      file,
      (connection) => {
        connection.transaction(() => {
          addRun(connection, 'after');
        });
      },
      { busyTimeoutMs: 1000 },
    );
  } catch (error) {
    log.fail(`the lock is stuck: ${String(error)}`);
  }
}
