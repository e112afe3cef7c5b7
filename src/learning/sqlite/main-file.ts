import type { DatabaseFiles } from './database-files.js';
import { isSameFile } from './disk.js';
import { StorageError } from './errors.js';
import { hideFence, writeFenced } from './fence.js';
import { OpenFile } from './open-file.js';
import { lockLevel } from './sqlite-abi.js';

/** The database itself: fenced on disk (see fence.ts) and guarded by the lock between processes and threads. */
export class MainFile extends OpenFile {
  #level: number = lockLevel.none;

  constructor(files: DatabaseFiles) {
    super(files, files.database, { write: files.isWritable, create: files.isWritable });
    files.openMain = this;
  }

  override read(target: Uint8Array, position: number): number {
    const count = super.read(target, position);
    hideFence(target.subarray(0, count), position);
    return count;
  }

  override write(source: Uint8Array, position: number): void {
    // Nothing of the database may change before the journal knows how it was.
    this.files.openJournal?.flush();
    writeFenced(source, position, (bytes) => {
      super.write(bytes, position);
    });
  }

  /**
   * SQLite's levels from SHARED to EXCLUSIVE are one exclusive lock here, taken with the first and given back with the last.
   * Readers thus wait for each other, for milliseconds, but no two can block each other for ever.
   * @returns false when somebody else had the lock all the time
   */
  lock(level: number): boolean {
    if (this.#level >= level) return true;
    const isFirst = this.#level === lockLevel.none;
    if (isFirst && this.files.lock?.acquire(this.files.busyTimeoutMs) === false) return false;
    try {
      // Before anything is read, and again before the first page of a commit is written.
      if ((isFirst || level === lockLevel.exclusive) && this.hasMoved()) throw movedError(this.path);
    } catch (error) {
      if (isFirst) this.files.lock?.release();
      throw error;
    }
    this.#level = level;
    return true;
  }

  unlock(level: number): void {
    if (this.#level <= level) return;
    this.#level = level;
    if (level === lockLevel.none) this.files.lock?.release();
  }

  /** Whether the path no longer leads to the file that was opened: somebody deleted or replaced it. */
  hasMoved(): boolean {
    return !isSameFile(this.files.disk.look(this.path), this.opened);
  }

  override close(): void {
    this.files.openMain = undefined;
    this.unlock(lockLevel.none);
    super.close();
  }
}

export function movedError(file: string): StorageError {
  return new StorageError(
    'moved',
    `${file} was deleted or replaced while it was open. Nothing was written to it; open it again to go on.`,
  );
}
