import { createHash, randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMissing, largestFileBytes, openCarefully } from './file-state.js';

export type StoredBlob = { readonly blob: string } | { readonly refused: 'tooLarge' | 'full' };

const blobName = /^[0-9a-f]{64}$/;

/** Copies of files by the SHA-256 of their bytes, each once; a copy is there as a whole or not at all. */
export class BlobStore {
  readonly #folder: string;
  readonly #totalBytes: number;
  #usedBytes = 0;
  #measured: Promise<void> | undefined;

  /**
   * @param folder made when missing
   * @param totalBytes all copies together, 200 MB by default
   */
  constructor(folder: string, totalBytes = 200 * 2 ** 20) {
    this.#folder = folder;
    this.#totalBytes = totalBytes;
  }

  /**
   * Its name, once it is on the disk; or why there is no place for it.
   * @throws {Error} when the folder cannot be written, or is a link to somewhere else
   */
  async put(bytes: Uint8Array): Promise<StoredBlob> {
    if (bytes.length > largestFileBytes) return { refused: 'tooLarge' };
    const blob = hashOf(bytes);
    if (await this.#isThere(blob, bytes.length)) return { blob };
    await this.#measure();
    if (this.#usedBytes + bytes.length > this.#totalBytes) return { refused: 'full' };
    this.#usedBytes += bytes.length;
    await this.#write(blob, bytes);
    return { blob };
  }

  /** Undefined when it is gone or damaged. */
  async get(blob: string): Promise<Uint8Array | undefined> {
    if (!blobName.test(blob)) return undefined;
    try {
      const handle = await openCarefully(join(this.#folder, blob));
      try {
        const found = await handle.stat();
        if (!found.isFile() || found.size > largestFileBytes) return undefined;
        const bytes = await handle.readFile();
        return hashOf(bytes) === blob ? bytes : undefined;
      } finally {
        await handle.close();
      }
    } catch {
      return undefined;
    }
  }

  /**
   * Removes the copies that nobody needs.
   * @param untilMs spares what was put after this moment: another window may not have noted yet that it needs it
   */
  async sweep(needed: ReadonlySet<string>, untilMs: number): Promise<void> {
    for (const name of await namesIn(this.#folder)) {
      if (needed.has(name)) continue;
      const file = join(this.#folder, name);
      const found = await lstat(file).catch(() => undefined);
      if (found !== undefined && !found.isDirectory() && found.mtimeMs < untilMs)
        await rm(file, { force: true });
    }
    this.#measured = undefined;
  }

  /** Once, however many copies are put at the same time. */
  async #measure(): Promise<void> {
    this.#measured ??= sizeOf(this.#folder).then((size) => {
      this.#usedBytes = size;
    });
    try {
      await this.#measured;
    } catch (error) {
      this.#measured = undefined;
      throw error;
    }
  }

  /** Renews the time of one that is there already, so that a sweep spares it. */
  async #isThere(blob: string, size: number): Promise<boolean> {
    const file = join(this.#folder, blob);
    const found = await lstat(file).catch(() => undefined);
    if (found?.isFile() !== true || found.size !== size) return false;
    const now = new Date();
    return utimes(file, now, now).then(
      () => true,
      () => false,
    );
  }

  async #write(blob: string, bytes: Uint8Array): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const folder of [dirname(this.#folder), this.#folder]) await assertRealFolder(folder);
    const draft = join(this.#folder, `draft-${randomUUID()}`);
    try {
      await writeFile(draft, bytes, { flag: 'wx', mode: 0o600 });
      await rename(draft, join(this.#folder, blob));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    await assertRealFolder(folder);
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = (await namesIn(folder)).map(async (name) => {
    const found = await lstat(join(folder, name)).catch(() => undefined);
    return found?.size ?? 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function assertRealFolder(folder: string): Promise<void> {
  if ((await lstat(folder)).isDirectory()) return;
  throw new Error(
    `${folder} is not a folder. Learning Loop keeps its copies there and follows no link; remove it and try again.`,
  );
}
