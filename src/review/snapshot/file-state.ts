import { constants, type BigIntStats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { platform } from 'node:process';
import type { Content } from '../content.js';

/** A file at one moment. */
export interface FileState {
  readonly content: Content;
  readonly executable: boolean;
}

export const noFile: FileState = { content: null, executable: false };

// A link or a pipe in a file's place must neither lead elsewhere nor block us. Windows knows neither flag.
const carefully = platform === 'win32' ? 0 : constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Above this size a file is neither copied nor reviewed. */
export const largestFileBytes = 5 * 2 ** 20;

/** Why a file cannot be put back to what it was. */
export type Uncovered =
  | 'tooLarge'
  /** All copies together have reached their limit. */
  | 'full'
  | 'link'
  /** A submodule, or a repository inside this one. */
  | 'repository'
  | 'notAFile'
  | 'unreadable'
  /** Git keeps other bytes than the ones on the disk: a filter, or endings that it converts in a way of its own. */
  | 'converted'
  /** No snapshot was taken yet. */
  | 'notYet'
  /** Its copy is gone or damaged. */
  | 'lost';

/** What changes when somebody writes, replaces or touches a file. */
export type Stamp = string;

export interface FoundFile {
  readonly state: FileState;
  /** Undefined where there is no file. */
  readonly stamp: Stamp | undefined;
}

/** The file on the disk; links are not followed. */
export async function readFileState(root: string, path: string): Promise<FoundFile | Uncovered> {
  try {
    const handle = await openCarefully(join(root, path));
    try {
      const before = await handle.stat({ bigint: true });
      const obstacle = obstacleIn(before);
      if (obstacle !== undefined) return obstacle;
      const content = await handle.readFile();
      const executable = isExecutable(before);
      return { state: { content, executable }, stamp: stampOf(before) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isMissing(error)) return { state: noFile, stamp: undefined };
    return (await obstacleAt(root, path)) ?? 'unreadable';
  }
}

/** Opens a file for reading; a link is refused, a pipe does not block. */
export async function openCarefully(file: string): Promise<FileHandle> {
  return open(file, constants.O_RDONLY | carefully);
}

/** Undefined where there is no file. */
export async function lookAt(root: string, path: string): Promise<BigIntStats | undefined> {
  try {
    return await lstat(join(root, path), { bigint: true });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export function obstacleIn(found: BigIntStats): Uncovered | undefined {
  if (found.isSymbolicLink()) return 'link';
  if (!found.isFile()) return 'notAFile';
  return found.size > largestFileBytes ? 'tooLarge' : undefined;
}

export function stampOf({ ino, size, mtimeNs, ctimeNs, mode }: BigIntStats): Stamp {
  return [ino, size, mtimeNs, ctimeNs, mode].join(':');
}

export function isExecutable({ mode }: BigIntStats): boolean {
  return (mode & 0o111n) !== 0n;
}

export function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

async function obstacleAt(root: string, path: string): Promise<Uncovered | undefined> {
  const found = await lookAt(root, path).catch(() => undefined);
  return found === undefined ? undefined : obstacleIn(found);
}
