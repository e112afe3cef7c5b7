import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { agentFolder, databaseFile } from '../agent-folder.js';
import { whileAlone } from './alone.js';

/** What people wrote themselves. */
const kept: ReadonlySet<string> = new Set(['tasks', 'prompts', '.gitignore']);

/**
 * Removes all that was recorded in a repository: the database with its journal, the counts, copies of files, exports and daily
 * copies. Design cards and prompts, which people write, stay.
 * @param copiesIn the folder of the daily copies; undefined where none are made
 * @returns the paths of whatever is still there
 * @throws {UserError} naming who has the database open; {StorageError} `busy`
 */
export function deleteAll(repoRoot: string, copiesIn: string | undefined): string[] {
  const folder = agentFolder(repoRoot);
  const file = databaseFile(repoRoot);
  const lock = `${file}-lock`;
  const remove = (): void => {
    for (const path of recordedIn(folder)) {
      if (path !== lock) rmSync(path, { recursive: true, force: true });
    }
  };
  if (existsSync(file)) whileAlone(file, remove);
  else remove();
  rmSync(lock, { recursive: true, force: true });
  if (copiesIn !== undefined) rmSync(copiesIn, { recursive: true, force: true });
  return [...recordedIn(folder), ...(copiesIn !== undefined && existsSync(copiesIn) ? [copiesIn] : [])];
}

function recordedIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !kept.has(name))
    .map((name) => join(folder, name));
}
