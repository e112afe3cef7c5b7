import type { Disk, DiskFile } from './disk.js';
import type { JournalFile } from './journal-file.js';
import type { FileLock } from './lock/file-lock.js';
import type { MainFile } from './main-file.js';

/** The files of one open database. Nothing else on the disk is ever touched. */
export interface DatabaseFiles {
  /** Absolute, with no symbolic link in its folder. */
  readonly database: string;
  readonly journal: string;
  readonly isWritable: boolean;
  readonly disk: Disk;
  /** Undefined where the folder cannot be written: then nobody with our rights can write the database either. */
  readonly lock: FileLock | undefined;
  /** The database while SQLite has it open. */
  openMain: MainFile | undefined;
  /** The journal while SQLite has it open for writing. */
  openJournal: JournalFile | undefined;
  /** Where the journal collects what it is going to write. */
  readonly journalBuffer: Uint8Array;
  /** The files whose names are known to be durable, by path: a file made but never synced could vanish in a power loss. */
  readonly durableNames: Map<string, DiskFile>;
  busyTimeoutMs: number;
}
