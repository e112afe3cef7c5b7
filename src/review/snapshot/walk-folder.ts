import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const maxFiles = 20_000;

export interface FolderFiles {
  /** Relative to the root, with forward slashes. */
  readonly paths: readonly string[];
  /** False where there are more than 20,000 files, of which the rest was left out. */
  readonly isComplete: boolean;
}

/**
 * The files of a folder without git, and the links in it, which are not followed.
 * @param choose the paths, of files and folders, that may be looked at
 */
export async function walkFolder(
  root: string,
  choose: (paths: readonly string[]) => Promise<readonly string[]>,
): Promise<FolderFiles> {
  const paths: string[] = [];
  const folders = [''];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    const byPath = new Map(
      entries.map((entry) => [folder === '' ? entry.name : `${folder}/${entry.name}`, entry]),
    );
    for (const path of await choose([...byPath.keys()])) {
      if (byPath.get(path)?.isDirectory() === true) folders.push(path);
      else if (paths.length === maxFiles) return { paths, isComplete: false };
      else paths.push(path);
    }
  }
  return { paths, isComplete: true };
}
