import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { StorageError } from './errors.js';
import { assertFolder, lockFolderOf } from './lock/lock-folder.js';
import { assertOrdinaryFile } from './disk.js';
import { systemStorageError } from './translate-error.js';

export function journalOf(databaseFile: string): string {
  return `${databaseFile}-journal`;
}

/**
 * The absolute path of a database in a real folder, which is made when `create` allows it.
 * @throws {StorageError} `symlink` when the folder, the database, its journal or its lock is a link or anything else that it
 * should not be; `missing` when there is no such file and `create` does not allow one
 */
export function resolveDatabasePath(file: string, create: boolean): string {
  const folder = dirname(resolve(file));
  assertFolder(folder);
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined && create) makeFolder(folder, file);
  let path: string;
  try {
    path = join(realpathSync(folder), basename(file));
  } catch (error) {
    throw systemStorageError(error, file);
  }
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined && !create) throw new StorageError('missing', `There is no database at ${path}.`);
  assertOrdinaryFile(path, found);
  assertOrdinaryFile(journalOf(path), lstatSync(journalOf(path), { throwIfNoEntry: false }));
  assertFolder(lockFolderOf(path));
  return path;
}

function makeFolder(folder: string, file: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have been faster.
    if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) throw systemStorageError(error, file);
    assertFolder(folder);
  }
}
