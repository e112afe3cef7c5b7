import { lstat, mkdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../learning/user-error.js';

/** A settings file of another program as it is. */
export interface SettingsText {
  /** Null where there is no such file. */
  readonly text: string | null;
  /** Stands before the text where its writer wanted it so. */
  readonly mark: string;
}

const byteOrderMark = '\uFEFF';

/**
 * Reads a settings file below a folder.
 * @throws {UserError} where it is reached through a link, or is no text: a repository must not point us elsewhere
 */
export async function readSettingsFile(folder: string, path: string): Promise<SettingsText> {
  const file = join(folder, path);
  await refuseLinks(folder, path);
  const bytes = await readFile(file).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (bytes === null) return { text: null, mark: '' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.startsWith(byteOrderMark) ? { text: text.slice(1), mark: byteOrderMark } : { text, mark: '' };
  } catch {
    throw new UserError(`${file} is not UTF-8. Save it as UTF-8 and try again; it was not touched.`);
  }
}

/** Replaces the file as a whole, its permissions kept; its folder is made when missing. */
export async function writeSettingsFile(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  const mode = await stat(file).then(
    (found) => found.mode & 0o777,
    () => 0o600,
  );
  const written = join(dirname(file), `.${basename(file)}.${process.pid}.new`);
  await writeFile(written, bytes, { mode, flag: 'wx' });
  await rename(written, file);
}

/** Removes a file that we made, and its folder if nothing else is in it. */
export async function removeSettingsFile(folder: string, path: string): Promise<void> {
  await rm(join(folder, path), { force: true });
  await rmdir(dirname(join(folder, path))).catch(() => undefined);
}

async function refuseLinks(folder: string, path: string): Promise<void> {
  for (const each of [dirname(path), path]) {
    const found = await lstat(join(folder, each)).catch(() => null);
    if (found?.isSymbolicLink() === true) {
      throw new UserError(
        `${join(folder, each)} is a link. Learning Loop does not follow it; put the file itself there and try again.`,
      );
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
