import { lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileStamp, writeOwnFile } from './own-file.js';
import { UserError } from './user-error.js';

/** Lets design cards and prompt texts into git and nothing else, so that no run ever changes a tracked file. */
const gitignore = `*
!tasks/
!tasks/**
!prompts/
!prompts/**
`;

/** The folder of a ledger's files: `.agent` under the repository's root. */
export function agentFolder(repoRoot: string): string {
  return join(repoRoot, '.agent');
}

/** The experience database of a repository. */
export function databaseFile(repoRoot: string): string {
  return join(agentFolder(repoRoot), 'experience.db');
}

/**
 * Makes `.agent` with its `.gitignore`, unless they are there.
 * @throws {UserError} when something else has that name, or the folder cannot be made
 */
export function ensureAgentFolder(repoRoot: string): string {
  const folder = agentFolder(repoRoot);
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat !== undefined && !stat.isDirectory()) {
    const kind = stat.isSymbolicLink() ? 'a symbolic link' : 'a file';
    throw new UserError(
      `${folder} is ${kind}, but Learning Loop keeps its data in a folder of that name. Rename or remove it and try again.`,
    );
  }
  try {
    mkdirSync(folder, { recursive: true });
    if (fileStamp(join(folder, '.gitignore')) === undefined)
      writeOwnFile(join(folder, '.gitignore'), gitignore);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `Learning Loop could not write to ${folder}: ${reason}. Make the folder writable and try again.`,
      {
        cause: error,
      },
    );
  }
  return folder;
}
