import type { DatabaseFiles } from './database-files.js';
import { journalOf } from './database-path.js';
import type { Disk } from './disk.js';
import { StorageError } from './errors.js';
import { writeFence } from './fence.js';
import { FileLock } from './lock/file-lock.js';
import { isHotJournal, maskPeekBytes } from './mask.js';
import { throwResultCodes, type SqlJsDatabase } from './sql-js.js';
import { busyError, storageErrorOf, systemStorageError } from './translate-error.js';
import type { Vfs } from './vfs.js';

/** A database that SQLite has open on the disk. */
export interface OpenDatabase {
  readonly database: SqlJsDatabase;
  readonly files: DatabaseFiles;
}

export interface OpenDatabaseOptions {
  readonly isWritable: boolean;
  readonly disk: Disk;
  readonly busyTimeoutMs: number;
  /** False: no lock file is made, and others are not kept away. Only for readers. */
  readonly hasLock: boolean;
}

// What each does: https://www.sqlite.org/pragma.html. The first group is advised for files from strangers
// (https://www.sqlite.org/security.html).
const settings = `
  PRAGMA trusted_schema = OFF;
  PRAGMA cell_size_check = ON;
  PRAGMA foreign_keys = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -16000;
`;
// PERSIST keeps the journal's file and its size, so that a commit changes no metadata of the file system: several times faster
// than deleting it.
const writerSettings = `
  PRAGMA journal_mode = PERSIST;
  PRAGMA synchronous = FULL;
  PRAGMA journal_size_limit = 1048576;
`;
// Takes effect only before the first table, and would write to the file when there are any.
const newFileSettings = 'PRAGMA auto_vacuum = INCREMENTAL';

// The pages of an ordinary transaction.
const journalBufferBytes = 128 * 1024;

/**
 * Opens the file, rolls back what a crash has left half done, and puts up the fence.
 * @throws {StorageError}
 */
export function openDatabase(vfs: Vfs, path: string, options: OpenDatabaseOptions): OpenDatabase {
  const { isWritable, disk, busyTimeoutMs } = options;
  const lock = options.hasLock ? createLock(path, isWritable) : undefined;
  const files: DatabaseFiles = {
    database: path,
    journal: journalOf(path),
    isWritable,
    disk,
    lock,
    openMain: undefined,
    openJournal: undefined,
    durableNames: new Map(),
    journalBuffer: new Uint8Array(journalBufferBytes),
    busyTimeoutMs,
  };
  let database: SqlJsDatabase | undefined;
  vfs.failure = undefined;
  try {
    assertNoWal(files);
    database = vfs.open(files);
    throwResultCodes(database);
    database.run(settings);
    // The first read: rolls back, and finds out whether this is a database at all before anything could be written.
    const isEmpty = database.exec('SELECT 1 FROM sqlite_schema LIMIT 1').length === 0;
    if (isWritable && lock !== undefined) {
      database.run(writerSettings);
      if (isEmpty) database.run(newFileSettings);
      raiseFence(files, lock);
    }
    return { database, files };
  } catch (error) {
    const translated = storageErrorOf(error, vfs.failure, files);
    if (database !== undefined) closeQuietly(database);
    vfs.forget(files);
    lock?.close();
    throw translated;
  }
}

/** Closes the file and takes the fence down when nobody else is writing. A file that has moved is not touched. */
export function closeDatabase(vfs: Vfs, { database, files }: OpenDatabase): void {
  const isThere = files.openMain?.hasMoved() === false;
  closeQuietly(database);
  vfs.forget(files);
  if (files.lock === undefined) return;
  if (files.isWritable && isThere) lowerFence(files, files.lock);
  files.lock.close();
}

/** Whether a crash has left something to roll back, which only a writer can do. */
export function needsRollback(path: string, disk: Disk): boolean {
  const journal = journalOf(path);
  if (disk.look(journal) === undefined) return false;
  return isHotJournal(readStart(disk, journal, maskPeekBytes));
}

function createLock(path: string, isWritable: boolean): FileLock | undefined {
  try {
    return new FileLock(path, { isWriter: isWritable });
  } catch (error) {
    const translated = systemStorageError(error, path);
    if (!isWritable && translated.reason === 'read-only') return undefined;
    throw translated;
  }
}

/** A program that changed the database to WAL mode keeps commits in a file that this layer does not read. */
function assertNoWal({ database, disk }: DatabaseFiles): void {
  if (disk.look(database) === undefined) return;
  const readVersion = readStart(disk, database, 20)[19];
  if (readVersion !== 2) return;
  throw new StorageError(
    'wal',
    `Another program has switched ${database} to WAL mode. Close that program, then run: ` +
      `sqlite3 "${database}" "PRAGMA journal_mode=DELETE"`,
  );
}

function readStart(disk: Disk, path: string, length: number): Uint8Array {
  const fd = disk.open(path, { write: false, create: false });
  try {
    const start = new Uint8Array(length);
    return start.subarray(0, disk.read(fd, start, 0));
  } finally {
    disk.close(fd);
  }
}

function raiseFence(files: DatabaseFiles, lock: FileLock): void {
  if (!lock.acquire(files.busyTimeoutMs)) throw busyError(files);
  try {
    setFence(files, true);
  } finally {
    lock.release();
  }
}

function lowerFence(files: DatabaseFiles, lock: FileLock): void {
  const isLastWriter = (): boolean => !lock.others().some((other) => other.identity?.isWriter !== false);
  try {
    // Whoever opens it now puts the fence up after us, since that takes the lock.
    if (!isLastWriter() || !lock.acquire(files.busyTimeoutMs)) return;
    // Over a database that somebody has just left half changed, it keeps other programs from making things worse.
    if (isLastWriter() && !needsRollback(files.database, files.disk)) setFence(files, false);
  } catch {
    // A fence left up keeps other programs from writing until the next close, and harms nothing.
  }
  lock.release();
}

function setFence({ disk, database }: DatabaseFiles, isUp: boolean): void {
  const fd = disk.open(database, { write: true, create: false });
  try {
    writeFence(disk, fd, isUp);
  } finally {
    disk.close(fd);
  }
}

function closeQuietly(database: SqlJsDatabase): void {
  try {
    database.close();
  } catch {
    // Only statements that failed before are reported again here; what was committed is on the disk already.
  }
}
