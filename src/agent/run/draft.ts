import { applyEdits } from '../edits/apply-edits.js';
import type { Refusal } from '../edits/edit.js';
import { parseReply } from '../edits/parse-reply.js';
import { safePath } from '../edits/safe-path.js';
import { touchedPaths } from '../edits/touched-paths.js';
import { isSameContent, type Content } from '../../review/content.js';
import type { AgentFiles } from './ports.js';

/** What came of one reply. */
export interface Taken {
  readonly applied: number;
  readonly refusals: readonly Refusal[];
  /** What the model says besides its edits. */
  readonly prose: string;
}

/** What replies make of the workspace, in memory: nothing is written. */
export class Draft {
  readonly #files: AgentFiles;
  readonly #allowedPaths: readonly string[];
  /** What is there, as far as it was read; null where there is no file. */
  readonly #originals = new Map<string, Content>();
  readonly #changed = new Map<string, Content>();

  constructor(files: AgentFiles, allowedPaths: readonly string[]) {
    this.#files = files;
    this.#allowedPaths = allowedPaths;
  }

  /** Takes a reply's edits, onto those of the replies before. What cannot be applied is refused, and the rest taken. */
  async take(reply: string): Promise<Taken> {
    const known = new Set(await this.#files.list());
    for (const [path, content] of this.#changed) {
      if (content === null) known.delete(path);
      else known.add(path);
    }
    const { edits, refusals, prose } = parseReply(reply, { files: known });
    const paths = touchedPaths(edits).filter((path) => safePath(path).problem === null);
    const links = await this.#linksOnTheWayTo(paths);
    const isLink = (path: string): boolean => links.has(path);
    const readable = paths.filter((path) => !waysTo(path).some(isLink));
    const files = await this.#filesAt(readable, known);
    const result = applyEdits(edits, files, { allowedPaths: this.#allowedPaths, isLink });
    for (const [path, content] of result.changes) this.#changed.set(path, content);
    return { applied: result.applied.length, refusals: [...refusals, ...result.refusals], prose };
  }

  /** Each file that is to differ; null where it is to go. */
  changes(): Map<string, Content> {
    return new Map(
      [...this.#changed].filter(([path, content]) => !isSameContent(this.#original(path), content)),
    );
  }

  /** What the changed files are now; one that does not exist has no entry. */
  originals(): Map<string, Uint8Array> {
    return new Map(
      [...this.#originals].flatMap(([path, content]) => (content === null ? [] : [[path, content]])),
    );
  }

  /** Lets changes go that a person does not want. */
  drop(paths: readonly string[]): void {
    for (const path of paths) this.#changed.delete(path);
  }

  #original(path: string): Content {
    return this.#originals.get(path) ?? null;
  }

  async #filesAt(paths: readonly string[], known: ReadonlySet<string>): Promise<Map<string, Uint8Array>> {
    // Names that are spelt alike are told from these, so all of them are there, empty where they do not matter.
    const files = new Map<string, Uint8Array>([...known].map((path) => [path, new Uint8Array()]));
    for (const path of paths) {
      if (!this.#originals.has(path)) this.#originals.set(path, await this.#files.read(path));
      const content = this.#changed.has(path) ? this.#changed.get(path) : this.#originals.get(path);
      if (content === null || content === undefined) files.delete(path);
      else files.set(path, content);
    }
    return files;
  }

  async #linksOnTheWayTo(paths: readonly string[]): Promise<Set<string>> {
    const places = [...new Set(paths.flatMap(waysTo))];
    const areLinks = await Promise.all(places.map((place) => this.#files.isLink(place)));
    return new Set(places.filter((_, index) => areLinks[index]));
  }
}

/** The path and every folder above it. */
function waysTo(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
