import { lstatSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../user-error.js';
import { LineFile } from './line-file.js';

const draftPrefix = '.export-';
const abandonedAfterMs = 24 * 60 * 60 * 1000;

/**
 * The folder of an export. New files are written into a folder of their own inside it and take the place of the old ones only
 * when all of them are whole.
 */
export class ExportFolder {
  readonly #folder: string;
  readonly #draft: string;
  readonly #files: LineFile[] = [];
  readonly #scratch: LineFile[] = [];

  /** @throws {UserError} when the folder is a link or cannot be written to */
  constructor(folder: string, now: Date) {
    this.#folder = folder;
    try {
      mkdirSync(folder, { recursive: true });
      if (lstatSync(folder).isSymbolicLink()) throw new Error('it is a symbolic link');
      removeAbandoned(folder, now);
      this.#draft = mkdtempSync(join(folder, draftPrefix));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new UserError(`Nothing can be exported to ${folder}: ${reason}. Mend that and try again.`, {
        cause: error,
      });
    }
  }

  /** A new file; it gets its place with `publish`. */
  open(name: string): LineFile {
    const file = new LineFile(join(this.#draft, name));
    this.#files.push(file);
    return file;
  }

  /** A file that is needed on the way only. */
  openScratch(name: string): LineFile {
    const file = new LineFile(join(this.#draft, `${name}.scratch`));
    this.#scratch.push(file);
    return file;
  }

  /**
   * Puts the new files in place of the old ones.
   * @param names all that an export of this kind can consist of; those that this one has not go, so that no old half stays
   * beside a new one
   */
  publish(names: readonly string[]): void {
    for (const file of this.#files) file.close();
    const published = this.#files.splice(0).map(({ path }) => {
      const name = basename(path);
      renameSync(path, join(this.#folder, name));
      return name;
    });
    for (const name of names)
      if (!published.includes(name)) rmSync(join(this.#folder, name), { force: true });
    this.discard();
  }

  /** Removes what was not published; what was there before stays. */
  discard(): void {
    for (const file of [...this.#files, ...this.#scratch]) file.close();
    rmSync(this.#draft, { recursive: true, force: true });
  }
}

/** Left behind by an export that was killed. */
function removeAbandoned(folder: string, now: Date): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name.startsWith(draftPrefix) && now.getTime() - lstatSync(path).mtimeMs > abandonedAfterMs)
      rmSync(path, { recursive: true, force: true });
  }
}
