import { isSameContent, type Content } from '../../review/content.js';
import { readText, type TextFile } from './text-file.js';

/** Files as the edits of one reply leave them, over those that are there. */
export class WorkingFiles {
  readonly #before: ReadonlyMap<string, Uint8Array>;
  readonly #now: Map<string, Uint8Array>;
  /** How each path is written, by how systems that ignore case compare it. */
  readonly #spelling: Map<string, string>;
  /** Texts that were read already: reading a large file for each of many edits takes long. */
  readonly #texts = new Map<string, TextFile | null>();
  /** Every folder in which there is a file, or was one before. */
  readonly #folders: Set<string>;

  constructor(files: ReadonlyMap<string, Uint8Array>) {
    this.#before = files;
    this.#now = new Map(files);
    this.#spelling = new Map([...files.keys()].map((path) => [folded(path), path]));
    this.#folders = new Set([...files.keys()].flatMap(foldersOf));
  }

  get(path: string): Uint8Array | undefined {
    return this.#now.get(path);
  }

  /** The file as lines; null where there is none, or none that is a text. */
  text(path: string): TextFile | null {
    const read = this.#texts.get(path);
    if (read !== undefined) return read;
    const content = this.#now.get(path);
    const text = content === undefined ? null : readText(content);
    this.#texts.set(path, text);
    return text;
  }

  set(path: string, content: Uint8Array): void {
    this.#texts.delete(path);
    this.#now.set(path, content);
    this.#spelling.set(folded(path), path);
    for (const folder of foldersOf(path)) this.#folders.add(folder);
  }

  delete(path: string): void {
    this.#texts.delete(path);
    this.#now.delete(path);
    this.#spelling.delete(folded(path));
  }

  /** A file that some systems take for the same as a new one; undefined where there is none. */
  otherSpelling(path: string): string | undefined {
    const spelling = this.#spelling.get(folded(path));
    return spelling === path ? undefined : spelling;
  }

  /** A file that is where a path needs a folder; undefined where there is none. */
  fileAbove(path: string): string | undefined {
    return foldersOf(path).find((folder) => this.#now.has(folder));
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  /** What differs from before; null where a file is gone. */
  changes(): Map<string, Content> {
    const changes = new Map<string, Content>();
    for (const path of new Set([...this.#before.keys(), ...this.#now.keys()])) {
      const [before, now] = [this.#before.get(path) ?? null, this.#now.get(path) ?? null];
      if (!isSameContent(before, now)) changes.set(path, now);
    }
    return changes;
  }
}

/** The folders above a path, the outermost first. */
export function foldersOf(path: string): string[] {
  const names = path.split('/');
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'));
}

function folded(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
