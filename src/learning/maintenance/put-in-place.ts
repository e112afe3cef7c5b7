import { existsSync, linkSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { journalOf } from '../sqlite/database-path.js';
import { nodeDisk } from '../sqlite/disk.js';
import { systemErrorCode } from '../sqlite/errors.js';
import { systemStorageError } from '../sqlite/translate-error.js';

/**
 * Calls the body with a new folder beside the database, which is gone afterwards.
 * @throws {StorageError} for what the file system refuses, a full disk for instance
 */
export function withStagingFolder<T>(file: string, body: (folder: string) => T): T {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(dirname(file), '.staging-'));
    return body(folder);
  } catch (error) {
    throw systemErrorCode(error) === undefined ? error : systemStorageError(error, file);
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** A name beside the database that says what the file is and of when. */
export function nameBeside(file: string, what: string, now: Date): string {
  const extension = extname(file);
  const at = now.toISOString().slice(0, 19).replaceAll(':', '-');
  return join(dirname(file), `${basename(file, extension)}.${what}-${at}${extension}`);
}

/**
 * Puts a complete database in the place of another, or of none; what was there goes to `kept` with its journal. At no
 * moment is there no database. The caller is alone with the file.
 */
export function putInPlace(replacement: string, file: string, kept: string): void {
  if (existsSync(file)) {
    if (existsSync(journalOf(file))) renameSync(journalOf(file), journalOf(kept));
    linkOrMove(file, kept);
  }
  renameSync(replacement, file);
  nodeDisk.syncFolderOf(file);
}

function linkOrMove(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    renameSync(from, to); // Some file systems have no links.
  }
}
