import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence } from '../../../evidence/evidence.js';
import { longestText, type ChangedFile } from '../../../evidence/weakened/changed-file.js';
import { findWeakened } from '../../../evidence/weakened/find-weakened.js';
import { weakenedByKind } from '../../../evidence/weakened/weakened.js';
import type { PendingRecord, RunFile, RunLayer, StoredContent } from '../../../learning/runs/edited-files.js';
import { UserError } from '../../../learning/user-error.js';
import { isSameContent, type Content } from '../../../review/content.js';
import { hunksBetween } from '../../../review/hunks-between.js';
import { decodeText, isText } from '../../../review/lines.js';
import type { BlobStore } from '../../../review/snapshot/blob-store.js';
import { noFile, readFileState, type FileState } from '../../../review/snapshot/file-state.js';
import { StoredFiles } from '../../../review/snapshot/stored-files.js';
import { writeBack } from '../../../review/snapshot/write-back.js';
import { undoRun } from '../../../review/undo-run.js';
import type { AgentFiles } from '../ports.js';
import { listFiles } from './list-files.js';

/** What the ledger remembers of edited files. */
export interface EditLedger {
  pendingFiles(): Promise<readonly PendingRecord[]>;
  savePending(put: readonly PendingRecord[], drop: readonly string[]): Promise<void>;
  saveRunFiles(runId: string, files: readonly RunFile[]): Promise<void>;
  runLayers(runId: string): Promise<readonly RunLayer[]>;
}

interface RecordedFilesOptions {
  /** The folder that paths count from. */
  readonly root: string;
  readonly ledger: EditLedger;
  /** `.agent/blobs`. */
  readonly blobs: BlobStore;
  /** What a person keeps out; default nothing. */
  readonly isExcluded?: ((path: string) => boolean) | undefined;
  readonly clock: () => Date;
}

/** Stands for a file that is there and must not be read: it counts as no text, so that nothing is edited. */
const unreadable = Uint8Array.of(0);

/**
 * Files on the disk, each edit of which is recorded in the ledger before it is made: what the file was, and what the run makes
 * of it, lie in `.agent/blobs`. So whoever comes after a kill finds every file as it was or as it is pending.
 */
export class RecordedFiles implements AgentFiles {
  readonly #options: RecordedFilesOptions;
  readonly #stored: StoredFiles;

  constructor(options: RecordedFilesOptions) {
    this.#options = options;
    this.#stored = new StoredFiles(options.blobs);
  }

  list(): Promise<readonly string[]> {
    const { root, isExcluded = () => false } = this.#options;
    return listFiles(root, isExcluded);
  }

  async read(path: string): Promise<Uint8Array | null> {
    const found = await readFileState(this.#options.root, path);
    return typeof found === 'string' ? unreadable : found.state.content;
  }

  async isLink(path: string): Promise<boolean> {
    const found = await lstat(join(this.#options.root, path)).catch(() => undefined);
    return found?.isSymbolicLink() === true;
  }

  async layDown(runId: string, changes: ReadonlyMap<string, Content>): Promise<void> {
    const { root, ledger } = this.#options;
    const edits: { path: string; before: FileState; after: FileState }[] = [];
    for (const [path, content] of changes) {
      const found = await readFileState(root, path);
      if (typeof found === 'string')
        throw new UserError(
          `${path} cannot be put back if you reject it (${found}), so nothing was written.`,
        );
      const { executable } = found.state;
      const after = content === null ? noFile : { content, executable };
      edits.push({ path, before: found.state, after });
    }
    const records: RunFile[] = [];
    for (const { path, before, after } of edits)
      records.push({ path, before: await this.#store(before), after: await this.#store(after) });
    const pending = new Set((await ledger.pendingFiles()).map(({ path }) => path));
    await ledger.saveRunFiles(runId, records);
    await ledger.savePending(
      records.filter(({ path }) => !pending.has(path)).map(({ path, before }) => ({ path, before })),
      [],
    );
    for (const { path, before, after } of edits) {
      if (await writeBack(root, path, after, before)) continue;
      await this.rollBack(runId);
      throw new UserError(`Somebody is just writing ${path}. Nothing was changed; try again.`);
    }
  }

  async changedBy(runId: string): Promise<readonly string[]> {
    const layers = await this.#options.ledger.runLayers(runId);
    return layers.map(({ path }) => path);
  }

  async evidenceOf(runId: string): Promise<Evidence[]> {
    const at = this.#options.clock().toISOString();
    const layers = await this.#options.ledger.runLayers(runId);
    if (layers.length === 0) return [];
    const files: ChangedFile[] = [];
    let lines = 0;
    for (const layer of layers) {
      const [before, after] = [await this.#content(layer.before), await this.#content(layer.after)];
      for (const hunk of hunksBetween(before, after)) lines += hunk.before.count + hunk.after.count;
      if (![before, after].every(isReadable)) continue;
      files.push({ path: layer.path, before: textOf(before), after: textOf(after) });
    }
    const weakened = findWeakened(files.filter(({ before, after }) => before !== after));
    const paths = [...new Set(weakened.map(({ path }) => path))];
    return [
      { kind: 'files', at, paths: layers.map(({ path }) => path) },
      { kind: 'pending', at, lines },
      ...paths.map((path): Evidence => {
        const checks = weakenedByKind(weakened.filter((each) => each.path === path));
        return { kind: 'weakened', at, path, checks };
      }),
    ];
  }

  async rollBack(runId: string): Promise<readonly string[]> {
    const { root, ledger } = this.#options;
    const left: string[] = [];
    for (const layer of await ledger.runLayers(runId)) {
      if (await this.#putBack(root, layer)) {
        const { path, before } = layer;
        await ledger.saveRunFiles(runId, [{ path, before, after: before }]);
      } else left.push(layer.path);
    }
    await this.#dropSettled();
    return left;
  }

  /** False where later edits touch the run's own lines. */
  async #putBack(root: string, { path, ...layer }: RunLayer): Promise<boolean> {
    const found = await readFileState(root, path);
    if (typeof found === 'string') return false;
    const [before, after] = [await this.#content(layer.before), await this.#content(layer.after)];
    const now = found.state;
    if (isSameContent(now.content, before)) return true;
    const undone = undoRun({ before, after }, now.content);
    if (undone.outcome === 'conflict') return false;
    const { executable } = layer.before;
    const state = undone.content === null ? noFile : { content: undone.content, executable };
    return writeBack(root, path, state, now);
  }

  /** What is again as it was before any pending edit waits for nobody. */
  async #dropSettled(): Promise<void> {
    const { root, ledger } = this.#options;
    const settled: string[] = [];
    for (const { path, before } of await ledger.pendingFiles()) {
      const found = await readFileState(root, path);
      if (typeof found !== 'string' && isSameContent(found.state.content, await this.#content(before)))
        settled.push(path);
    }
    if (settled.length > 0) await ledger.savePending([], settled);
  }

  async #store(state: FileState): Promise<StoredContent> {
    const stored = await this.#stored.put(state);
    if (stored !== undefined) return stored;
    throw new UserError(
      'There is no room for copies in .agent/blobs, so nothing was written. Keep or reject what is pending first.',
    );
  }

  async #content(stored: StoredContent): Promise<Content> {
    const file = await this.#stored.get(stored);
    if (file !== undefined) return file.content;
    throw new UserError('A copy in .agent/blobs is gone or damaged, so this run cannot be put back.');
  }
}

function isReadable(content: Content): boolean {
  return content === null || (content.length <= longestText && isText(content));
}

function textOf(content: Content): string | null {
  return content === null ? null : decodeText(content);
}
