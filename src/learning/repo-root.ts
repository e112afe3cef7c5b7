import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/**
 * The folder that holds `.agent` for an opened folder: the root of its git repository, else the folder itself. A
 * worktree shares its main worktree's.
 */
export function ledgerRoot(folder: string): string {
  const start = realpathSync(folder);
  for (let current = start; ; current = dirname(current)) {
    const dotGit = join(current, '.git');
    if (existsSync(dotGit)) return statSync(dotGit).isFile() ? mainWorktree(current, dotGit) : current;
    if (dirname(current) === current) return start;
  }
}

/**
 * The main worktree behind a `.git` file. A repository is hostile input: the file is believed only when git's own
 * record, inside the main repository, points back here, so that nobody can send our files to a folder of their choosing.
 */
function mainWorktree(worktree: string, dotGit: string): string {
  const gitDir = pathIn(dotGit, worktree, 'gitdir: ');
  if (gitDir === undefined) return worktree;
  const pointsBack = pathIn(join(gitDir, 'gitdir'), gitDir);
  const commonDir = pathIn(join(gitDir, 'commondir'), gitDir);
  if (pointsBack === undefined || commonDir === undefined) return worktree;
  const main = dirname(commonDir);
  const isGenuine =
    isSame(pointsBack, dotGit) &&
    isSame(join(gitDir, '..', '..'), commonDir) &&
    isSame(join(main, '.git'), commonDir);
  return isGenuine ? realpathSync(main) : worktree;
}

function pathIn(file: string, base: string, prefix = ''): string | undefined {
  let line: string;
  try {
    line = readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
  if (!line.startsWith(prefix)) return undefined;
  const path = line.slice(prefix.length);
  return isAbsolute(path) ? path : resolve(base, path);
}

function isSame(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
}
