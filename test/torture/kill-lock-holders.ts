import { join } from 'node:path';
import { bundledProgram } from '../unit/support/bundled-program.js';
import { ChildProgram, randomPause } from './support/child-program.js';
import { inTemporaryFolder } from './support/temporary-folder.js';
import { TortureLog, type TortureReport } from './support/torture-report.js';

/** Processes take and release the lock as fast as they can and are killed one after the other: it is never held twice. */
export async function killLockHolders(kills: number, processes: number): Promise<TortureReport> {
  const log = new TortureLog('kill -9 of lock holders', ['kills', 'times held']);
  const bundle = await bundledProgram('test/torture/programs/lock-holder.ts');
  await inTemporaryFolder(async (folder) => {
    const start = (): ChildProgram => new ChildProgram(bundle, [join(folder, 'experience.db')]);
    const finish = async (holder: ChildProgram): Promise<void> => {
      holder.kill();
      const { signal } = await holder.exited;
      if (signal !== 'SIGKILL') log.fail(holder.errors);
      log.add('times held', 50 * holder.lines.length);
    };
    const running = Array.from({ length: processes }, start);
    for (let kill = 0; kill < kills; kill += 1) {
      const victim = running.splice(Math.floor(Math.random() * running.length), 1)[0];
      if (victim === undefined) break;
      await victim.printed(1);
      await randomPause(60);
      await finish(victim);
      log.add('kills');
      running.push(start());
    }
    await Promise.all(running.map(finish));
  });
  return log.report();
}
