import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../harness/paths.js';
import { endTree } from '../../harness/processes.js';
import { atExit } from '../../harness/teardown.js';

/** Builds the project and writes to the disk with two programs, again and again; the function returned ends it. */
export function startBackgroundLoad(): () => Promise<void> {
  // Beside the sources, not in /tmp, which may be memory.
  const folder = mkdtempSync(join(projectRoot, 'test', '.out', 'load-'));
  const forever = (command: string): number | undefined =>
    spawn('bash', ['-c', `while :; do ${command}; done`], { cwd: projectRoot, stdio: 'ignore' }).pid;
  const pids = [
    forever('node node_modules/typescript/bin/tsc -p .'),
    ...['a', 'b'].map((name) =>
      forever(`dd if=/dev/zero of=${join(folder, name)} bs=1M count=64 conv=fsync`),
    ),
  ];
  return atExit.add(async () => {
    await Promise.all(pids.map((pid) => endTree(pid)));
    rmSync(folder, { recursive: true, force: true });
  });
}
