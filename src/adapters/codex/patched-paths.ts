import { isAbsolute, join } from 'node:path';

/**
 * The files that a patch in the form of Codex's `apply_patch` adds, changes, deletes or renames.
 * @param cwd the folder that its paths are relative to
 */
export function patchedPaths(patch: string, cwd: string): string[] {
  return [...patch.matchAll(/^\*\*\* (?:(?:Add|Update|Delete) File|Move to): (.+)$/gm)]
    .map(([, path = '']) => path.trim())
    .map((path) => (isAbsolute(path) ? path : join(cwd, path)));
}
