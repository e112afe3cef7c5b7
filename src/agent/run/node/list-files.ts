import { GitProcess } from '../../../review/snapshot/git-process.js';
import { walkFolder } from '../../../review/snapshot/walk-folder.js';

/** Never anybody's work: git's and our own files, and what a package manager put there. */
const never = /(?:^|\/)(?:\.git|\.agent|node_modules)(?:\/|$)/;

/**
 * The files below a folder, sorted: those that git knows or would add; without git all of them, up to 20,000.
 * @param isExcluded what a person keeps out
 */
export async function listFiles(root: string, isExcluded: (path: string) => boolean): Promise<string[]> {
  const mayBeSeen = (path: string): boolean => !never.test(path) && !isExcluded(path);
  const paths = (await gitFiles(root)) ?? (await walk(root, mayBeSeen));
  return [...new Set(paths)].filter(mayBeSeen).sort();
}

/** Undefined where git cannot say. */
async function gitFiles(root: string): Promise<string[] | undefined> {
  try {
    const git = await GitProcess.in(root);
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    return (await git.run(args)).toString('utf8').split('\0').filter(Boolean);
  } catch {
    return undefined;
  }
}

async function walk(root: string, mayBeSeen: (path: string) => boolean): Promise<readonly string[]> {
  return (await walkFolder(root, (paths) => Promise.resolve(paths.filter(mayBeSeen)))).paths;
}
