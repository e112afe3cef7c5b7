import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { nodeDisk, type Disk } from '../../src/learning/sqlite/disk.js';
import { StorageError } from '../../src/learning/sqlite/errors.js';
import { addRun, countRows, findDamage, withExperience } from './support/experience.js';
import { inTemporaryFolder } from './support/temporary-folder.js';
import { TortureLog, type TortureReport } from './support/torture-report.js';

const capacityBytes = 1_200_000;

/** Records runs until the disk is full: on a small file system of its own where we may mount one, and on a played one. */
export async function diskFull(): Promise<TortureReport> {
  const log = new TortureLog('disk full', ['file systems', 'runs before']);
  await inTemporaryFolder((folder) => {
    const played = join(folder, 'played');
    mkdirSync(played);
    fill(join(played, 'experience.db'), smallDisk, log);

    const mounted = join(folder, 'mounted');
    mkdirSync(mounted);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${capacityBytes}`, 'tmpfs', mounted]).status !== 0)
      return;
    try {
      fill(join(mounted, 'experience.db'), nodeDisk, log);
    } finally {
      spawnSync('umount', [mounted]);
    }
  });
  return log.report();
}

function fill(file: string, disk: Disk, log: TortureLog): void {
  log.add('file systems');
  const recorded = withExperience(
    file,
    (connection) => {
      for (let count = 0; ; count += 1) {
        try {
          connection.transaction(() => {
            addRun(connection, 'run');
          });
        } catch (error) {
          if (!(error instanceof StorageError) || error.reason !== 'full')
            log.fail(`not "full": ${String(error)}`);
          if (countRows(connection, 'runs') !== count)
            log.fail('the failed transaction left something behind');
          return count;
        }
      }
    },
    { disk },
  );
  log.add('runs before', recorded);
  withExperience(
    file,
    (connection) => {
      for (const damage of findDamage(connection)) log.fail(damage);
      if (countRows(connection, 'runs') !== recorded)
        log.fail(`${countRows(connection, 'runs')} of ${recorded} runs are there`);
    },
    { disk },
  );
}

/** The real disk, which takes no more than so many bytes per file. */
const smallDisk: Disk = {
  ...nodeDisk,
  write(fd, source, position) {
    const room = capacityBytes - position;
    if (room <= 0)
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    return nodeDisk.write(fd, source.subarray(0, room), position);
  },
};
