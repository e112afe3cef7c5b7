import type { Disk } from './disk.js';
import type { FileLock } from './lock/file-lock.js';

/** The files of one open database. Nothing else on the disk is ever touched. */
export interface DatabaseFiles {
  /** Absolute, with no symbolic link in its folder. */
  readonly database: string;
  readonly journal: string;
  readonly isWritable: boolean;
  readonly disk: Disk;
  /** Undefined where the folder cannot be written: then nobody with our rights can write the database either. */
  readonly lock: FileLock | undefined;
  busyTimeoutMs: number;
}
