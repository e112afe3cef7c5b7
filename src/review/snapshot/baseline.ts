import type { BaselineChange, BaselineEntry, BaselineRecords } from './baseline-records.js';
import type { BlobStore } from './blob-store.js';
import { captureFiles, changedMs } from './capture-files.js';
import { lookAt, noFile, type FileState, type Stamp, type Uncovered } from './file-state.js';
import type { GitRepository } from './git-repository.js';
import { walkFolder } from './walk-folder.js';

export interface BaselineParts {
  readonly root: string;
  /** Null for a folder without git: then every file is copied. */
  readonly git: GitRepository | null;
  readonly blobs: BlobStore;
  readonly records: BaselineRecords;
  /** Those of the paths that may be looked at, in their order. */
  readonly choose: (paths: readonly string[]) => Promise<readonly string[]>;
}

export interface CaptureRequest {
  /** Whether a file has pending edits; its baseline stays what it is. */
  readonly isPending: (path: string) => boolean;
  /** A file changed since then is left alone and named: it may be an edit that nobody has told of yet. */
  readonly changedBeforeMs: number;
}

/**
 * What the files of a folder were before the edits that are pending: as in the commit that is checked out where git found them
 * clean, else a copy.
 */
export class Baseline {
  readonly #parts: BaselineParts;
  readonly #entries = new Map<string, BaselineEntry>();
  /** Of the files as they were copied; undefined for one that was not there. */
  readonly #stamps = new Map<string, Stamp | undefined>();
  readonly #uncovered = new Map<string, Uncovered>();
  readonly #excluded = new Set<string>();
  #commit: string | null = null;
  #isCaptured = false;
  #isComplete = true;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(parts: BaselineParts) {
    this.#parts = parts;
  }

  static async open(parts: BaselineParts): Promise<Baseline> {
    const baseline = new Baseline(parts);
    await baseline.reload();
    return baseline;
  }

  /** The commit that files without a copy are as in; null before the first commit and without git. */
  get commit(): string | null {
    return this.#commit;
  }

  /** The files that cannot be put back to what they were, and why. */
  get uncovered(): ReadonlyMap<string, Uncovered> {
    return this.#uncovered;
  }

  /** Whether what the file was is told by a copy, or by its absence, rather than by the commit. */
  hasEntry(path: string): boolean {
    return this.#entries.has(path);
  }

  /** The files of which `hasEntry` is true. */
  get copiedPaths(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** The names of the copies in use. */
  neededBlobs(): Set<string> {
    return new Set([...this.#entries.values()].flatMap(({ blob }) => blob ?? []));
  }

  /** What a file was; or why that is not known. */
  async contentAt(path: string): Promise<FileState | Uncovered> {
    const { blobs, git } = this.#parts;
    const entry = this.#entries.get(path);
    if (entry?.blob === null) return noFile;
    if (entry !== undefined) {
      const content = await blobs.get(entry.blob);
      return content === undefined ? 'lost' : { content, executable: entry.executable };
    }
    const reason = this.#uncovered.get(path) ?? this.#uncovered.get(repositoryAround(path, this.#uncovered));
    if (reason !== undefined) return reason;
    if (!this.#isCaptured) return 'notYet';
    if (git === null) return this.#isComplete ? noFile : 'full';
    return this.#commit === null ? noFile : git.read(this.#commit, path);
  }

  /** What a file is from now on put back to, for several files at once. Ones that cannot be copied become uncovered. */
  async set(states: ReadonlyMap<string, FileState>): Promise<void> {
    await this.#inTurn(async () => {
      const put: BaselineEntry[] = [];
      const drop: string[] = [];
      for (const [path, { content, executable }] of states) {
        const stored = content === null ? { blob: null } : await this.#parts.blobs.put(content);
        this.#stamps.delete(path);
        this.#uncovered.delete(path);
        if ('blob' in stored) {
          put.push({ path, blob: stored.blob, executable });
        } else {
          this.#uncovered.set(path, stored.refused);
          drop.push(path);
        }
      }
      await this.#save({ put, drop });
    });
  }

  /** Files without a copy are from now on as in this commit. */
  async moveHead(commit: string | null): Promise<void> {
    await this.#inTurn(() => this.#save({ commit, put: [], drop: [] }));
  }

  /**
   * Takes everything that has no pending edits for granted as it is on the disk now. Files that were copied before and have not
   * changed are not read again.
   * @returns the files that changed too recently to be taken for granted
   */
  async capture({ isPending, changedBeforeMs }: CaptureRequest): Promise<string[]> {
    return this.#inTurn(async () => {
      const { root, blobs } = this.#parts;
      const listed = await this.#differing();
      const open = listed.paths.filter((path) => !isPending(path));
      const captured = await captureFiles(open, this.#stamps, { root, blobs, changedBeforeMs });
      for (const path of this.#uncovered.keys()) if (!isPending(path)) this.#uncovered.delete(path);
      for (const path of listed.repositories) this.#uncovered.set(path, 'repository');
      const put: BaselineEntry[] = [];
      const drop: string[] = [];
      const recent: string[] = [];
      for (const path of this.#goneFrom(listed.paths, isPending)) {
        const isRecent = (await changedMs(root, path, await lookAt(root, path))) >= changedBeforeMs;
        (isRecent ? recent : drop).push(path);
      }
      for (const [path, file] of captured) {
        if (file.kind === 'recent') recent.push(path);
        if (file.kind === 'copied') {
          put.push(file.entry);
          this.#stamps.set(path, file.stamp);
        }
        if (file.kind === 'uncovered') {
          this.#uncovered.set(path, file.reason);
          if (this.#entries.has(path)) drop.push(path);
        }
      }
      this.#isCaptured = true;
      this.#isComplete = listed.isComplete;
      await this.#save({ commit: listed.commit, put: put.filter((entry) => !this.#isKnown(entry)), drop });
      return recent;
    });
  }

  /** Reads again what is recorded: another window may have changed it. */
  async reload(): Promise<void> {
    await this.#inTurn(async () => {
      const { commit, entries } = await this.#parts.records.load();
      const known = new Map(entries.map((entry) => [entry.path, entry]));
      for (const path of this.#entries.keys()) if (!known.has(path)) this.#forget(path);
      for (const entry of entries) if (!this.#isKnown(entry)) this.#remember(entry);
      this.#commit = commit;
    });
  }

  /** What is not as in the commit; without git, every file. */
  async #differing(): Promise<Listed> {
    const { root, git, choose } = this.#parts;
    if (git === null) return { ...(await walkFolder(root, choose)), commit: null, repositories: [] };
    const status = await git.status();
    const fresh = status.paths.filter((path) => !this.#entries.has(path) && !this.#excluded.has(path));
    const chosen = new Set(fresh.length === 0 ? [] : await choose(fresh));
    for (const path of fresh) if (!chosen.has(path)) this.#excluded.add(path);
    return { ...status, paths: status.paths.filter((path) => !this.#excluded.has(path)), isComplete: true };
  }

  /** Copied files that are now as in the commit, or without git are gone. */
  #goneFrom(paths: readonly string[], isPending: (path: string) => boolean): string[] {
    const listed = new Set(paths);
    return [...this.#entries.keys()].filter((path) => !listed.has(path) && !isPending(path));
  }

  async #save(change: BaselineChange): Promise<void> {
    const { commit = this.#commit, put, drop } = change;
    if (commit !== this.#commit || put.length > 0 || drop.length > 0) await this.#parts.records.save(change);
    this.#commit = commit;
    for (const path of drop) this.#forget(path);
    for (const entry of put) this.#entries.set(entry.path, entry);
  }

  #isKnown({ path, blob, executable }: BaselineEntry): boolean {
    const known = this.#entries.get(path);
    return known !== undefined && known.blob === blob && known.executable === executable;
  }

  #remember(entry: BaselineEntry): void {
    this.#entries.set(entry.path, entry);
    this.#stamps.delete(entry.path);
  }

  #forget(path: string): void {
    this.#entries.delete(path);
    this.#stamps.delete(path);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

interface Listed {
  readonly commit: string | null;
  readonly paths: readonly string[];
  readonly repositories: readonly string[];
  readonly isComplete: boolean;
}

/** The folder above the path that is a repository of its own; the path itself where there is none. */
function repositoryAround(path: string, uncovered: ReadonlyMap<string, Uncovered>): string {
  const folders = path.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/'));
  return folders.find((folder) => uncovered.get(folder) === 'repository') ?? path;
}
