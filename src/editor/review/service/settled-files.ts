import { isSameContent } from '../../../review/content.js';
import type { Baseline } from '../../../review/snapshot/baseline.js';
import type { BaselineRecords } from '../../../review/snapshot/baseline-records.js';
import type { FileState } from '../../../review/snapshot/file-state.js';
import type { GitRepository } from '../../../review/snapshot/git-repository.js';
import type { Settled } from './checkout-review.js';

/** What is settled is on the disk: it is looked at anew in each session, and only pending edits have to be remembered. */
export const unrecorded: BaselineRecords = {
  load: () => Promise.resolve({ commit: null, entries: [] }),
  save: () => Promise.resolve(),
};

/** Asking git about each of so many files would take longer than asking about all. */
const manyFiles = 20;

/** The files of a checkout as they are when nothing is pending. */
export class SettledFiles implements Settled {
  readonly #baseline: Baseline;
  readonly #git: GitRepository | null;

  constructor(baseline: Baseline, git: GitRepository | null) {
    this.#baseline = baseline;
    this.#git = git;
  }

  /** Takes the files on the disk for settled, except for those with pending edits. */
  async capture(pending: ReadonlySet<string>): Promise<void> {
    await this.#baseline.capture({ isPending: (path) => pending.has(path), changedBeforeMs: Infinity });
  }

  async contentAt(path: string): Promise<FileState | undefined> {
    const state = await this.#baseline.contentAt(path);
    return typeof state === 'string' ? undefined : state;
  }

  async set(path: string, state: FileState): Promise<void> {
    await this.#baseline.set(new Map([[path, state]]));
  }

  async moveHead(commit: string): Promise<void> {
    await this.#baseline.moveHead(commit);
  }

  async committed(commit: string, path: string): Promise<FileState | undefined> {
    const state = await this.#git?.read(commit, path);
    return typeof state === 'object' ? state : undefined;
  }

  /** Whether a file is as in the commit that is checked out. */
  async isAsCommitted(path: string, { content }: FileState): Promise<boolean> {
    const head = (await this.#git?.head()) ?? null;
    const committed = head === null ? undefined : await this.committed(head, path);
    return committed !== undefined && isSameContent(committed.content, content);
  }

  /**
   * Those of many files that may differ from what is settled, by one question to git: the others are as in the commit that is
   * checked out.
   */
  async mayDiffer(paths: readonly string[]): Promise<readonly string[]> {
    if (this.#git === null || paths.length < manyFiles) return paths;
    const differing = new Set((await this.#git.status()).paths);
    return paths.filter((path) => differing.has(path) || this.#baseline.hasEntry(path));
  }

  neededBlobs(): Set<string> {
    return this.#baseline.neededBlobs();
  }
}
