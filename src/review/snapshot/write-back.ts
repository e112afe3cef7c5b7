import { randomUUID } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { chmod, lstat, mkdir, rename, rm, rmdir, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { dirname as folderOf } from 'node:path/posix';
import { isSameContent, type Content } from '../content.js';
import { mergeLate } from '../merge-late.js';
import {
  isExecutable,
  isMissing,
  lookAt,
  openCarefully,
  readFileState,
  type FileState,
} from './file-state.js';

const draftPrefix = '.learning-loop-draft-';
/** A folder that is no older than this when a file in it is born was made for that file. */
const madeForMs = 60_000;

/** Whether the path is of a file that stands in for one that is just being written back, for a few milliseconds. */
export function isDraft(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1).startsWith(draftPrefix);
}

/** A file that is being written back, as it was found. */
interface Former {
  readonly root: string;
  readonly path: string;
  readonly found: BigIntStats | undefined;
  /** What it is taken for; undefined where that does not matter. */
  readonly expected: FileState | undefined;
  /** Still reads it when another has its name, or none; undefined where there was no file. */
  readonly handle: FileHandle | undefined;
}

/**
 * Makes a file exactly what it was: bytes, the executable bit, its folders; or removes it, with folders that were made for it
 * and are empty. It is replaced as a whole or not at all, and its other permissions stay.
 * @param path relative to the root, with forward slashes
 * @param expected what the file is now; where somebody has just written something else, even while it was being replaced, that
 * stands
 * @returns whether the file was written
 * @throws {Error} in plain words when the path leads out of the root, through a link or into `.git`, or when there is something
 * else than a file; nothing is changed then
 */
export async function writeBack(
  root: string,
  path: string,
  state: FileState,
  expected?: FileState,
): Promise<boolean> {
  assertInside(path);
  await assertRealFolders(root, path);
  const found = await lookAt(root, path);
  if (found !== undefined && !found.isFile()) {
    throw new Error(`${path} is not a file any more. Move what is there away and try again.`);
  }
  const handle = found && expected && (await openCarefully(join(root, path)).catch(() => undefined));
  try {
    const former = { root, path, found, expected, handle };
    if (state.content === null) return await remove(former);
    return await replace(former, state.content, state.executable);
  } finally {
    await handle?.close();
  }
}

async function remove(former: Former): Promise<boolean> {
  const { root, path, found } = former;
  if (!(await isAsExpected(former))) return false;
  await rm(join(root, path), { force: true });
  const late = await writtenLate(former);
  if (late !== undefined) return carryOver(former, null, late);
  if (found === undefined) return true;
  for (let folder = folderOf(path); folder !== '.'; folder = folderOf(folder)) {
    const made = await lookAt(root, folder);
    if (made === undefined || found.birthtimeMs - made.birthtimeMs > madeForMs) break;
    try {
      await rmdir(join(root, folder));
    } catch {
      // Something else is in it.
      break;
    }
  }
  return true;
}

async function replace(former: Former, content: Uint8Array, executable: boolean): Promise<boolean> {
  const { root, path, found } = former;
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  const draft = join(dirname(file), `${draftPrefix}${randomUUID()}`);
  try {
    await writeFile(draft, content, { flag: 'wx' });
    const mode = Number((found ?? (await stat(draft))).mode) & 0o777;
    // Whoever may read it may run it, as git does.
    await chmod(draft, executable ? mode | ((mode & 0o444) >> 2) : mode & ~0o111);
    // As late as can be: an agent may be writing at this very moment.
    if (!(await isAsExpected(former))) {
      await rm(draft);
      return false;
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  const late = await writtenLate(former);
  return late === undefined || carryOver(former, content, late);
}

async function isAsExpected({ root, path, expected }: Former): Promise<boolean> {
  if (expected === undefined) return true;
  const now = await readFileState(root, path);
  return typeof now === 'object' && isSameContent(now.state.content, expected.content);
}

/** What somebody made of the former file between the last look at it and its replacement; undefined where it is as expected. */
async function writtenLate({ handle, expected }: Former): Promise<Uint8Array | undefined> {
  if (handle === undefined || expected === undefined) return undefined;
  const content = await handle.readFile();
  return isSameContent(content, expected.content) ? undefined : content;
}

/**
 * Brings what was written late into what now stands there. Where it touches the lines that we wrote, it stands in their place;
 * where others have written since, the last stands.
 * @returns whether what we wrote still stands
 */
async function carryOver(former: Former, ours: Content, late: Uint8Array): Promise<boolean> {
  const { root, path, found, expected } = former;
  const now = await readFileState(root, path);
  if (typeof now === 'string') return false;
  const current = now.state.content;
  const merged = mergeLate(expected?.content ?? null, late, ours, current);
  if (merged === undefined && !isSameContent(current, ours)) return false;
  const executable = current === null ? found !== undefined && isExecutable(found) : now.state.executable;
  const isWritten = await writeBack(root, path, { content: merged ?? late, executable }, now.state);
  return isWritten ? merged !== undefined : carryOver(former, ours, late);
}

function assertInside(path: string): void {
  const parts = path.split(sep === '\\' ? /[/\\]/ : '/');
  const isPlain = parts.every(
    (part) => part !== '' && part !== '.' && part !== '..' && !/^\.git[ .]*$/i.test(part),
  );
  const isDrive = sep === '\\' && path.includes(':');
  if (!isPlain || isDrive) throw new Error(`${path} is not a file of this folder, so it is left alone.`);
}

/** A folder that is a link could lead anywhere. */
async function assertRealFolders(root: string, path: string): Promise<void> {
  const parts = path.split('/').slice(0, -1);
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const folder = parts.slice(0, depth).join('/');
    try {
      if (!(await lstat(join(root, folder))).isDirectory()) {
        throw new Error(`${folder} is a link or not a folder, so ${path} is left alone.`);
      }
    } catch (error) {
      if (isMissing(error)) return;
      throw error;
    }
  }
}
