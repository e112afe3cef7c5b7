import { isSameContent } from '../../../review/content.js';
import { originOnDisk, type GitActivity } from '../../../review/edit-origin.js';
import { followEdit } from '../../../review/follow-edit.js';
import { writtenByPackageManager } from '../../../review/package-files.js';
import type { FileState } from '../../../review/snapshot/file-state.js';
import type { GitRepository } from '../../../review/snapshot/git-repository.js';
import type { Disposable } from '../../disposable-store.js';
import type { Exclusions } from '../../files/exclusions.js';
import type { AutomaticRuns } from './automatic-runs.js';
import { isSameState, type CheckoutReview } from './checkout-review.js';
import { filesBelow, type FilesBelowParts } from './files-below.js';
import type { FilesNow } from './files-now.js';
import type { GitMoves } from './git-moves.js';
import type { PendingStore } from './pending-store.js';
import type { SavedFiles } from './saved-files.js';
import { isSettings } from './settings-files.js';
import type { SettledFiles } from './settled-files.js';

export interface DiskChangesParts {
  readonly review: CheckoutReview;
  readonly settled: SettledFiles;
  readonly store: PendingStore;
  readonly saves: SavedFiles;
  readonly runs: AutomaticRuns;
  readonly exclusions: Exclusions;
  readonly folders: FilesBelowParts;
  readonly now: FilesNow;
  readonly git: GitRepository | null;
  /** Undefined while git is not watched. */
  readonly moves: () => GitMoves | undefined;
  /** Does a step after those before it. */
  readonly inOrder: (step: () => Promise<void>) => void;
}

/** Files that are written together are told of together. */
const gatherMs = 60;

/** Takes in what happens to files on the disk, with who is thought to have done it. */
export class DiskChanges implements Disposable {
  readonly #parts: DiskChangesParts;
  #noticed = new Map<string, boolean>();
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: DiskChangesParts) {
    this.#parts = parts;
  }

  /** Something may have happened to a file. */
  noticed(path: string, savedHere: boolean): void {
    this.#noticed.set(path, savedHere || (this.#noticed.get(path) ?? false));
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const noticed = this.#noticed;
      this.#noticed = new Map();
      void this.#lookWhenSettled(noticed);
    }, gatherMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  /** Git is let finish first, so that where it has gone is known when its files are looked at. */
  async #lookWhenSettled(noticed: ReadonlyMap<string, boolean>): Promise<void> {
    await this.#parts.moves()?.settled();
    this.#parts.inOrder(() => this.#look(noticed));
  }

  async #look(noticed: ReadonlyMap<string, boolean>): Promise<void> {
    const { exclusions, folders, moves, review, runs, saves, settled, store } = this.#parts;
    for (const [path, savedHere] of noticed) {
      // Now that it is on the disk, other windows may know what it was before its pending edits.
      const edit = savedHere ? review.edits.get(path) : undefined;
      if (edit !== undefined) store.save(edit, path);
    }
    const changed = new Map<string, FileState>();
    const below = await filesBelow([...noticed.keys()], folders);
    const paths = [...new Set([...noticed.keys(), ...below])];
    const worth = new Set(await settled.mayDiffer(paths));
    for (const path of paths) {
      if (!worth.has(path) && review.edits.get(path) === undefined) continue;
      const state = await this.#changedState(path);
      if (state !== undefined) changed.set(path, state);
    }
    if (changed.size === 0) return;
    const covered = await exclusions.keep([...changed.keys()]);
    const byPackageManager = writtenByPackageManager(covered);
    const git = await this.#gitActivity();
    for (const path of covered) {
      const state = changed.get(path);
      if (state === undefined) continue;
      const isAsCommitted = git !== null && (await settled.isAsCommitted(path, state));
      const origin = originOnDisk({
        isSaved: noticed.get(path) === true || (await saves.has(path, state.content)),
        isSettings: isSettings(path),
        isByPackageManager: byPackageManager.has(path),
        git,
        isAsCommitted,
        isCarriedOver: git !== null && !isAsCommitted && (await this.#isCarriedOver(path, state)),
        isPutAway: review.hasPutAway(path),
        hasOpenRun: runs.isOpen,
      });
      await review.take(path, origin, state);
    }
    const move = moves()?.recent;
    if (move !== undefined) await review.gitMoved(move);
  }

  /** The file on the disk, where it is not as it is known to be; undefined too where an unsaved document stands for it. */
  async #changedState(path: string): Promise<FileState | undefined> {
    const { now, review } = this.#parts;
    if (now.unsaved(path) !== undefined) return undefined;
    const [state, known] = [await now.at(path), await review.knownState(path)];
    return state === undefined || known === undefined || isSameState(known, state) ? undefined : state;
  }

  /** Whether git brought a file, with the edits it had, to another commit. */
  async #isCarriedOver(path: string, { content }: FileState): Promise<boolean> {
    const { moves, review, settled } = this.#parts;
    const move = moves()?.recent;
    const known = await review.knownState(path);
    if (move?.from === undefined || move.from === null || known === undefined) return false;
    const from = await settled.committed(move.from, path);
    const to = await settled.committed(move.commit, path);
    if (from === undefined || to === undefined) return false;
    return isSameContent(content, followEdit(known.content, from.content, to.content));
  }

  async #gitActivity(): Promise<GitActivity | null> {
    const { git } = this.#parts;
    const moves = this.#parts.moves();
    if (git === null || moves?.isActive !== true) return null;
    if (moves.hasStashed || (await git.isBusy())) return 'files';
    return moves.recent?.kind === 'commit' ? 'commit' : 'other';
  }
}
