import type { AsyncEngine } from '../../../engine/engine-client.js';
import type { PendingRecord, StoredContent } from '../../../learning/runs/edited-files.js';
import type { FileState } from '../../../review/snapshot/file-state.js';
import type { StoredFiles } from '../../../review/snapshot/stored-files.js';
import type { PendingEdit } from './pending-edits.js';

const saveAfterMs = 100;

/** What somebody else, or an earlier session, made pending, and what is not pending any more. */
export interface PendingNews {
  readonly put: readonly { readonly path: string; readonly before: FileState }[];
  readonly drop: readonly string[];
}

/** Keeps the pending edits of a checkout in the ledger, where a reload and other windows find them. */
export class PendingStore {
  /** What the ledger has, as far as this window knows. */
  readonly #known = new Map<string, StoredContent>();
  readonly #unsaved = new Map<string, PendingEdit | undefined>();
  /** An agent that goes on writing does not change what a file was. */
  readonly #stored = new WeakMap<FileState, StoredContent>();
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();
  readonly #root: string;
  readonly #checkout: string;
  readonly #engine: AsyncEngine;
  readonly #files: StoredFiles;
  readonly #failed: (error: unknown) => void;

  /** @param failed told when something could not be saved */
  constructor(
    root: string,
    checkout: string,
    engine: AsyncEngine,
    files: StoredFiles,
    failed: (error: unknown) => void,
  ) {
    this.#root = root;
    this.#checkout = checkout;
    this.#engine = engine;
    this.#files = files;
    this.#failed = failed;
  }

  /** What is pending in the ledger otherwise than this window knows. */
  async news(): Promise<PendingNews> {
    await this.flush();
    const records = await this.#engine.pendingFiles(this.#root, this.#checkout);
    const put: { path: string; before: FileState }[] = [];
    for (const { path, before } of records) {
      if (this.#isKnown(path, before)) continue;
      this.#known.set(path, before);
      const state = await this.#files.get(before);
      if (state !== undefined) put.push({ path, before: state });
    }
    const there = new Set(records.map(({ path }) => path));
    const drop = [...this.#known.keys()].filter((path) => !there.has(path));
    for (const path of drop) this.#known.delete(path);
    return { put, drop };
  }

  /** Whether the ledger has the file as pending. */
  has(path: string): boolean {
    return this.#known.has(path);
  }

  /** @param edit undefined where the file is not pending any more */
  save(edit: PendingEdit | undefined, path: string): void {
    this.#unsaved.set(path, edit);
    this.#timer ??= setTimeout(() => void this.flush(), saveAfterMs);
  }

  /** Resolves when everything is in the ledger. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saving = this.#saving.then(() => this.#save()).catch(this.#failed);
    await this.#saving;
  }

  async #save(): Promise<void> {
    const changes = [...this.#unsaved];
    this.#unsaved.clear();
    const put: PendingRecord[] = [];
    const drop: string[] = [];
    for (const [path, edit] of changes) {
      const before = edit && (await this.#store(edit.before));
      if (before === undefined) {
        if (this.#known.delete(path)) drop.push(path);
      } else if (!this.#isKnown(path, before)) {
        this.#known.set(path, before);
        put.push({ path, before });
      }
    }
    if (put.length + drop.length === 0) return;
    await this.#engine.savePending(this.#root, this.#checkout, put, drop);
  }

  async #store(state: FileState): Promise<StoredContent | undefined> {
    const stored = this.#stored.get(state) ?? (await this.#files.put(state));
    if (stored !== undefined) this.#stored.set(state, stored);
    return stored;
  }

  #isKnown(path: string, { blob, executable }: StoredContent): boolean {
    const known = this.#known.get(path);
    return known !== undefined && known.blob === blob && known.executable === executable;
  }
}
