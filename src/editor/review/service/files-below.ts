import type { Baseline } from '../../../review/snapshot/baseline.js';
import { lookAt } from '../../../review/snapshot/file-state.js';
import type { GitRepository } from '../../../review/snapshot/git-repository.js';
import { walkFolder } from '../../../review/snapshot/walk-folder.js';
import type { PendingEdits } from './pending-edits.js';

export interface FilesBelowParts {
  readonly checkout: string;
  readonly git: GitRepository | null;
  readonly baseline: Baseline;
  readonly edits: PendingEdits;
  /** Those of the paths that may be looked at. */
  readonly choose: (paths: readonly string[]) => Promise<readonly string[]>;
}

/**
 * The files in folders that came or went: of such a folder VS Code tells, of what is in it not always.
 * @param noticed paths of files and folders at which something happened
 */
export async function filesBelow(noticed: readonly string[], parts: FilesBelowParts): Promise<string[]> {
  const known = [...parts.edits.all().map(({ path }) => path), ...parts.baseline.copiedPaths];
  const folders: string[] = [];
  for (const path of noticed) {
    const found = await lookAt(parts.checkout, path).catch(() => undefined);
    const isFolder =
      found === undefined
        ? isAbove(path, known) || (await parts.baseline.contentAt(path)) === 'notAFile'
        : found.isDirectory();
    if (isFolder) folders.push(path);
  }
  if (folders.length === 0) return [];
  const there =
    parts.git === null
      ? (await walkFolder(parts.checkout, parts.choose)).paths
      : (await parts.git.status()).paths;
  const all = new Set([...there, ...known]);
  return [...all].filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)));
}

function isAbove(folder: string, paths: readonly string[]): boolean {
  return paths.some((path) => path.startsWith(`${folder}/`));
}
