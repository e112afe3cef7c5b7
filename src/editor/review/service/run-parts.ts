import type { AsyncEngine } from '../../../engine/engine-client.js';
import type { RunFile } from '../../../learning/runs/edited-files.js';
import type { RunLayer } from '../../../review/run-layer.js';
import type { FileState } from '../../../review/snapshot/file-state.js';
import type { StoredFiles } from '../../../review/snapshot/stored-files.js';

/** What one run did to one file. */
export interface Part {
  readonly runId: string;
  readonly path: string;
  readonly before: FileState;
  readonly after: FileState;
}

const saveAfterMs = 100;

/** What each run did to the files of a checkout: in memory for those that were loaded, and in the ledger. */
export class RunParts {
  readonly #byPath = new Map<string, readonly Part[]>();
  #unsaved = new Map<string, Part>();
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();
  readonly #root: string;
  readonly #engine: AsyncEngine;
  readonly #stored: StoredFiles;
  readonly #failed: (error: unknown) => void;

  /** @param failed told when something could not be saved */
  constructor(root: string, engine: AsyncEngine, stored: StoredFiles, failed: (error: unknown) => void) {
    this.#root = root;
    this.#engine = engine;
    this.#stored = stored;
    this.#failed = failed;
  }

  /** Reads what runs did to files, so that `layersOf` can answer for them. */
  async load(paths: readonly string[]): Promise<void> {
    const missing = paths.filter((path) => !this.#byPath.has(path));
    if (missing.length === 0) return;
    const loaded = new Map<string, Part[]>(missing.map((path) => [path, []]));
    for (const { runId, path, ...layer } of await this.#engine.runLayers(this.#root, { paths: missing })) {
      const [before, after] = [await this.#stored.get(layer.before), await this.#stored.get(layer.after)];
      if (before !== undefined && after !== undefined) loaded.get(path)?.push({ runId, path, before, after });
    }
    for (const [path, parts] of loaded) {
      const isKnown = (runId: string): boolean =>
        this.#byPath.get(path)?.some((part) => part.runId === runId) ?? false;
      const earlier = parts.filter(({ runId }) => !isKnown(runId));
      this.#byPath.set(path, [...earlier, ...(this.#byPath.get(path) ?? [])]);
    }
  }

  /** Forgets what was loaded, so that another window's runs are seen. */
  reload(): void {
    const unsaved = new Set([...this.#unsaved.values()].map(({ path }) => path));
    for (const path of this.#byPath.keys()) if (!unsaved.has(path)) this.#byPath.delete(path);
  }

  /** Oldest run first. */
  layersOf(path: string): RunLayer[] {
    return (this.#byPath.get(path) ?? []).map(({ runId, before, after }) => {
      return { runId, before: before.content, after: after.content };
    });
  }

  /** What one run did, with everything that was noted so far. */
  async ofRun(runId: string): Promise<Part[]> {
    await this.flush();
    const parts: Part[] = [];
    for (const { path, ...layer } of await this.#engine.runLayers(this.#root, { run: runId })) {
      const [before, after] = [await this.#stored.get(layer.before), await this.#stored.get(layer.after)];
      if (before !== undefined && after !== undefined) parts.push({ runId, path, before, after });
    }
    return parts;
  }

  /** Notes that a run changed a file, and answers whether it is the first time. */
  written(runId: string, path: string, before: FileState, after: FileState): boolean {
    const parts = this.#byPath.get(path) ?? [];
    const first = parts.find((part) => part.runId === runId);
    const part: Part = { runId, path, before: first?.before ?? before, after };
    this.#byPath.set(path, [...parts.filter((other) => other.runId !== runId), part]);
    this.#unsaved.set(`${runId}\n${path}`, part);
    this.#timer ??= setTimeout(() => void this.flush(), saveAfterMs);
    return first === undefined;
  }

  /** Resolves when everything that was noted is in the ledger. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saving = this.#saving.then(() => this.#save()).catch(this.#failed);
    await this.#saving;
  }

  async #save(): Promise<void> {
    const parts = [...this.#unsaved.values()];
    this.#unsaved = new Map();
    for (const runId of new Set(parts.map((part) => part.runId))) {
      const files: RunFile[] = [];
      for (const { path, before, after } of parts.filter((part) => part.runId === runId)) {
        const stored = { before: await this.#stored.put(before), after: await this.#stored.put(after) };
        if (stored.before === undefined || stored.after === undefined) continue;
        files.push({ path, before: stored.before, after: stored.after });
      }
      await this.#engine.saveRunFiles(this.#root, runId, files);
    }
  }
}
