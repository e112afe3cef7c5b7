import { readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

const longAgo = new Date('2001-01-01T00:00:00Z');

/** Sees whether files or folders are read, by the times of their last reading that the file system keeps. */
export class ReadWatch {
  readonly #paths: readonly string[];

  /** @param paths files, and folders with all that is in them */
  constructor(paths: readonly string[]) {
    this.#paths = paths.flatMap(withAllBelow);
    this.reset();
  }

  /** Forgets what was read so far. */
  reset(): void {
    // A file system that saves work notes a reading only when the file was written after the last: so it looks here.
    for (const path of this.#paths) utimesSync(path, longAgo, statSync(path).mtime);
  }

  /** What was read since. */
  get read(): string[] {
    return this.#paths.filter((path) => statSync(path).atimeMs !== longAgo.getTime());
  }
}

function withAllBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return [path, ...readdirSync(path).flatMap((name) => withAllBelow(join(path, name)))];
}
