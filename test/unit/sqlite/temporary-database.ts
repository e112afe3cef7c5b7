import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StorageError, type StorageErrorReason } from '../../../src/learning/sqlite/errors.js';
import { FileLock } from '../../../src/learning/sqlite/lock/file-lock.js';

/** A place for a database in a folder of its own, where nothing is yet. */
export class TemporaryDatabase {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'learning-loop-sqlite-')));
  readonly folder = join(this.root, '.agent');
  readonly file = join(this.folder, 'experience.db');

  /** The lock as another thread would have it. */
  lockFile(): FileLock {
    return new FileLock(this.file, { isWriter: true });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The reason of the storage error that the body throws; undefined when it throws none. */
export function reasonOf(body: () => unknown): StorageErrorReason | undefined {
  try {
    body();
    return undefined;
  } catch (error) {
    if (error instanceof StorageError) return error.reason;
    throw error;
  }
}
