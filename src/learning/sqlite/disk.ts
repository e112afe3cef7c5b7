import {
  closeSync,
  constants,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readSync,
  unlinkSync,
  writeSync,
  type BigIntStats,
} from 'node:fs';
import { dirname } from 'node:path';
import { StorageError } from './errors.js';

export interface DiskFile {
  readonly device: bigint;
  readonly inode: bigint;
  /** When it was made; 0 or something that changes where the file system does not know. */
  readonly bornAtNs: bigint;
  readonly sizeBytes: number;
}

/** The file system as the database sees it. Every method throws the system's own error. */
export interface Disk {
  /** @throws {StorageError} `symlink` when the path is not an ordinary file */
  readonly open: (path: string, how: { readonly write: boolean; readonly create: boolean }) => number;
  readonly close: (fd: number) => void;
  /** Both move as many bytes as the system likes, and return how many. */
  readonly read: (fd: number, target: Uint8Array, position: number) => number;
  readonly write: (fd: number, source: Uint8Array, position: number) => number;
  readonly truncate: (fd: number, sizeBytes: number) => void;
  /** Returns when the content is on the disk. */
  readonly sync: (fd: number) => void;
  /** Returns when the folder that holds the path knows it durably. */
  readonly syncFolderOf: (path: string) => void;
  readonly unlink: (path: string) => void;
  /** What is at the path itself, not at where it may link to; undefined for nothing. */
  readonly look: (path: string) => DiskFile | undefined;
  readonly lookOpen: (fd: number) => DiskFile;
}

const isWindows = process.platform === 'win32';
// What a repository has put in our files' places must neither lead elsewhere nor block us. Windows knows neither flag.
const carefully = isWindows ? 0 : constants.O_NOFOLLOW | constants.O_NONBLOCK;

export const nodeDisk: Disk = {
  open(path, how) {
    if (isWindows) assertOrdinaryFile(path, lstatSync(path, { throwIfNoEntry: false }));
    const access = how.write ? constants.O_RDWR : constants.O_RDONLY;
    const fd = openWithoutFollowing(path, access | (how.create ? constants.O_CREAT : 0) | carefully);
    try {
      assertOrdinaryFile(path, fstatSync(fd));
    } catch (error) {
      closeSync(fd);
      throw error;
    }
    return fd;
  },
  close: closeSync,
  read: (fd, target, position) => readSync(fd, target, 0, target.length, position),
  write: (fd, source, position) => writeSync(fd, source, 0, source.length, position),
  truncate: ftruncateSync,
  sync: fdatasyncSync,
  syncFolderOf(path) {
    // Windows cannot open folders; NTFS journals its names by itself.
    if (isWindows) return;
    const fd = openSync(dirname(path), constants.O_RDONLY);
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  },
  unlink: unlinkSync,
  look(path) {
    const stat = lstatSync(path, { bigint: true, throwIfNoEntry: false });
    return stat === undefined ? undefined : diskFile(stat);
  },
  lookOpen: (fd) => diskFile(fstatSync(fd, { bigint: true })),
};

export function isSameFile(a: DiskFile | undefined, b: DiskFile): boolean {
  // Windows names the device differently by path and by handle.
  return a?.inode === b.inode && (isWindows || a.device === b.device);
}

function openWithoutFollowing(path: string, flags: number): number {
  try {
    return openSync(path, flags, 0o644);
  } catch (error) {
    // A link gives ELOOP, a folder EISDIR; say what it is.
    assertOrdinaryFile(path, lstatSync(path, { throwIfNoEntry: false }));
    throw error;
  }
}

function diskFile(stat: BigIntStats): DiskFile {
  return { device: stat.dev, inode: stat.ino, bornAtNs: stat.birthtimeNs, sizeBytes: Number(stat.size) };
}

/** @throws {StorageError} `symlink` when there is something else than an ordinary file */
export function assertOrdinaryFile(
  path: string,
  stat: { isFile(): boolean; isSymbolicLink(): boolean } | undefined,
): void {
  if (stat === undefined || stat.isFile()) return;
  const kind = stat.isSymbolicLink() ? 'a symbolic link' : 'not an ordinary file';
  throw new StorageError(
    'symlink',
    `${path} is ${kind}. Learning Loop does not follow it; remove it and try again.`,
  );
}
