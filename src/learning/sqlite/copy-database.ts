import { randomBytes } from 'node:crypto';
import { constants, copyFileSync, fsyncSync, renameSync, rmSync } from 'node:fs';
import type { Connection } from './connection.js';
import { nodeDisk } from './disk.js';
import { writeFence } from './fence.js';
import { systemStorageError } from './translate-error.js';

/**
 * Copies the database as last committed to `target`, durably, as an ordinary SQLite file. To be called inside a transaction
 * that has not changed anything yet: that keeps every writer of ours away. What was at `target` is replaced as a whole.
 * @throws {StorageError}
 */
export function copyDatabase(connection: Connection, target: string): void {
  const unfinished = `${target}.${randomBytes(6).toString('hex')}.part`;
  try {
    copyFileSync(connection.file, unfinished, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    const fd = nodeDisk.open(unfinished, { write: true, create: false });
    try {
      writeFence(nodeDisk, fd, false);
      fsyncSync(fd);
    } finally {
      nodeDisk.close(fd);
    }
    renameSync(unfinished, target);
    nodeDisk.syncFolderOf(target);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw systemStorageError(error, target);
  }
}
