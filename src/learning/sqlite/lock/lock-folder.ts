import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, readSync } from 'node:fs';
import { StorageError, systemErrorCode } from '../errors.js';
import { parseIdentity, type LockIdentity } from './identity.js';

/** What a lock file says: who wrote it, or that it says nothing readable, and for how long. */
export type LockFileContent =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly modifiedAtMs: number }
  | { readonly kind: 'identity'; readonly identity: LockIdentity };

export function lockFolderOf(databaseFile: string): string {
  return `${databaseFile}-lock`;
}

/** @throws {StorageError} `symlink` when something other than a folder is in its place */
export function makeLockFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  }
  assertFolder(folder);
}

export function assertFolder(folder: string): void {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined || stat.isDirectory()) return;
  const kind = stat.isSymbolicLink() ? 'a symbolic link' : 'not a folder';
  throw new StorageError(
    'symlink',
    `${folder} is ${kind}. Learning Loop does not follow it; remove it and try again.`,
  );
}

// Whatever a repository has put there must neither lead elsewhere nor block us.
const readCarefully =
  process.platform === 'win32'
    ? constants.O_RDONLY
    : constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const maxBytes = 4096;

export function readLockFile(path: string): LockFileContent {
  let fd: number;
  try {
    fd = openSync(path, readCarefully);
  } catch (error) {
    // On Windows a file that is just being deleted cannot be opened.
    if (systemErrorCode(error) === 'ENOENT' || process.platform === 'win32') return { kind: 'none' };
    return { kind: 'unreadable', modifiedAtMs: Infinity };
  }
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) return { kind: 'unreadable', modifiedAtMs: Infinity };
    const buffer = Buffer.alloc(maxBytes);
    const identity = parseIdentity(buffer.toString('utf8', 0, readSync(fd, buffer, 0, maxBytes, 0)));
    return identity === undefined
      ? { kind: 'unreadable', modifiedAtMs: stat.mtimeMs }
      : { kind: 'identity', identity };
  } finally {
    closeSync(fd);
  }
}
