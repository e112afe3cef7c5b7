import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { AsyncEngine } from '../../../engine/engine-client.js';
import { Baseline } from '../../../review/snapshot/baseline.js';
import { BlobStore } from '../../../review/snapshot/blob-store.js';
import { GitRepository } from '../../../review/snapshot/git-repository.js';
import { StoredFiles } from '../../../review/snapshot/stored-files.js';
import type { Disposable } from '../../disposable-store.js';
import type { Exclusions } from '../../files/exclusions.js';
import type { Place } from '../../ledger/places.js';
import type { NewCommit, WrittenFile } from '../../observe/fate.js';
import { asError, type Logger } from '../../log.js';
import { AutomaticRuns, type AutomaticRunsParts } from './automatic-runs.js';
import { CheckoutReview } from './checkout-review.js';
import { DiskChanges } from './disk-changes.js';
import { encoded } from './document-text.js';
import type { DocumentEdit } from './edit-watch.js';
import { FilesNow } from './files-now.js';
import { branchIn, GitMoves, type GitMove } from './git-moves.js';
import { PendingLines } from './pending-lines.js';
import { PendingStore } from './pending-store.js';
import { RunParts } from './run-parts.js';
import { SavedFiles } from './saved-files.js';
import { isSettings } from './settings-files.js';
import { SettledFiles, unrecorded } from './settled-files.js';
import { Steps } from './steps.js';
import { Verdicts } from './verdicts.js';
import { WeakenedWatch } from './weakened-watch.js';
import { writtenFiles } from './written-files.js';

export interface PlaceReviewPorts extends AutomaticRunsParts {
  readonly engine: AsyncEngine;
  readonly exclusions: Exclusions;
  readonly uriOf: (path: string) => vscode.Uri;
  readonly changed: () => void;
  /** The agent that edits documents of this window; null when not known. */
  readonly agentInEditor: () => string | null;
  /** Told of each commit, when what it kept is known. */
  readonly committed: (commit: NewCommit) => void;
}

interface Opened {
  readonly place: Place;
  readonly git: GitRepository | null;
  readonly blobs: BlobStore;
  readonly baseline: Baseline;
}

/** Another window may need a copy that nobody has noted yet. */
const sparedMs = 7 * 86_400_000;

/** Reviews what happens to the files of one place, from its yes on. */
export class PlaceReview implements Disposable {
  readonly place: Place;
  readonly review: CheckoutReview;
  readonly verdicts: Verdicts;
  readonly steps: Steps;
  readonly parts: RunParts;
  readonly weakened: WeakenedWatch;
  readonly #store: PendingStore;
  readonly lines: PendingLines;
  readonly #runs: AutomaticRuns;
  readonly #git: GitRepository | null;
  readonly #settled: SettledFiles;
  readonly #blobs: BlobStore;
  readonly #saves: SavedFiles;
  readonly #failed: (error: unknown) => void;
  readonly #now: FilesNow;
  readonly #disk: DiskChanges;
  readonly #ports: PlaceReviewPorts;
  readonly #log: Logger;
  #moves: GitMoves | undefined;
  #head: string | null = null;
  #isDisposed = false;

  private constructor({ place, git, blobs, baseline }: Opened, ports: PlaceReviewPorts, log: Logger) {
    const { root, checkout } = place;
    const { engine, exclusions } = ports;
    const failed = (error: unknown): void => {
      log.warn(`not recorded: ${asError(error).message}`);
    };
    const stored = new StoredFiles(blobs);
    this.#now = new FilesNow(checkout, ports.uriOf);
    this.place = place;
    this.#failed = failed;
    this.#saves = new SavedFiles(root, checkout, engine);
    this.#git = git;
    this.#blobs = blobs;
    this.#ports = ports;
    this.#log = log;
    this.#settled = new SettledFiles(baseline, git);
    this.parts = new RunParts(root, engine, stored, failed);
    this.verdicts = new Verdicts(root, engine, this.parts, failed);
    this.steps = new Steps(root, checkout, engine, stored);
    this.#store = new PendingStore(root, checkout, engine, stored, failed);
    this.#runs = new AutomaticRuns(
      place,
      async () => (git === null ? null : branchIn(git.gitDir)),
      ports,
      log,
    );
    this.review = new CheckoutReview({
      settled: this.#settled,
      parts: this.parts,
      verdicts: this.verdicts,
      runFor: (path) =>
        this.#runs.runFor(path, this.#now.unsaved(path) === undefined ? null : ports.agentInEditor()),
      save: (edit, path) => {
        // What a person has not saved is in no other window, so what the file was there stays, too.
        const isUnsaved =
          edit !== undefined && this.#store.has(path) && this.#now.unsaved(path) !== undefined;
        if (!isUnsaved) this.#store.save(edit, path);
        this.weakened.noticed(path);
      },
      changed: () => {
        this.lines.look();
        ports.changed();
      },
    });
    this.lines = new PendingLines(this.review.edits, this.parts, this.verdicts);
    const { review, parts } = this;
    this.weakened = new WeakenedWatch(root, { engine, review, parts, changed: ports.changed, failed });
    this.#disk = new DiskChanges({
      review,
      settled: this.#settled,
      store: this.#store,
      saves: this.#saves,
      runs: this.#runs,
      exclusions,
      folders: { checkout, git, baseline, edits: review.edits, choose: (paths) => exclusions.keep(paths) },
      now: this.#now,
      git,
      moves: () => this.#moves,
      inOrder: (step) => {
        this.#do(step);
      },
    });
  }

  /** @param written files that an agent has written already; before, they were as in the commit that is checked out */
  static async open(
    place: Place,
    written: readonly string[],
    ports: PlaceReviewPorts,
    log: Logger,
  ): Promise<PlaceReview> {
    const git = await GitRepository.find(place.checkout);
    const blobs = new BlobStore(join(place.root, '.agent', 'blobs'));
    const choose = (paths: readonly string[]): Promise<string[]> => ports.exclusions.keep(paths);
    const baseline = await Baseline.open({ root: place.checkout, git, blobs, records: unrecorded, choose });
    const opened = new PlaceReview({ place, git, blobs, baseline }, ports, log);
    await opened.review.inOrder(() => opened.#begin(written));
    return opened;
  }

  /** The name by which the editor knows a file. */
  uriOf(path: string): vscode.Uri {
    return this.#ports.uriOf(path);
  }

  /** Takes in an edit of a document that is not on the disk yet. */
  edited(path: string, { by, before, after }: DocumentEdit): void {
    if (by === 'own') return;
    this.#do(async () => {
      const known = await this.review.knownState(path);
      // Typing in a file without pending edits is told of when it is saved.
      const isPlain = (by === 'typed' || by === 'formatter') && this.review.edits.get(path) === undefined;
      if (known === undefined || isPlain) return;
      const executable = known.executable;
      if (by === 'agent' && isSettings(path) && !this.#runs.isOpen) return;
      if (by === 'agent' && !(await this.#isCovered(path))) return;
      await this.review.take(path, by, { content: after, executable }, { content: before, executable });
    });
  }

  /** Tells other windows at once what a person is saving: they find the file changed a moment later. */
  async saves(path: string, document: vscode.TextDocument): Promise<void> {
    await this.#saves.note(path, await encoded(document, document.getText())).catch(this.#failed);
  }

  /**
   * Lets a run of our own write files while nothing else is taken in, and then takes over what it recorded in the ledger.
   * @param paths those that it may write
   */
  async writing<T>(paths: readonly string[], write: () => Promise<T>): Promise<T> {
    return this.review.inOrder(async () => {
      await this.flush();
      try {
        return await write();
      } finally {
        this.parts.reload();
        await this.#takeNews();
        await this.parts.load(paths);
        for (const path of paths) {
          const [edit, now] = [this.review.edits.get(path), await this.#now.at(path)];
          if (edit !== undefined && now !== undefined) await this.review.replace({ ...edit, now });
        }
      }
    });
  }

  /** Something may have happened to a file on the disk. */
  noticed(path: string, savedHere: boolean): void {
    this.#disk.noticed(path, savedHere);
  }

  /** Takes over what another window did. */
  reload(): void {
    this.#do(async () => {
      const hasChanged = await this.#takeNews();
      if (hasChanged) await this.steps.load();
    });
  }

  /** Finds out anew which run each pending edit belongs to. */
  async regroup(): Promise<void> {
    await this.review.inOrder(async () => {
      this.parts.reload();
      await this.parts.load(this.review.edits.all().map(({ path }) => path));
      this.review.edits.renew();
    });
  }

  /** What a run did to files, and each as a person sees it now, or as a commit has it. */
  async writtenFiles(runId: string, commit: string | undefined): Promise<WrittenFile[]> {
    return writtenFiles(await this.parts.ofRun(runId), (path) =>
      commit === undefined ? this.#now.at(path) : this.#settled.committed(commit, path),
    );
  }

  /** Resolves when everything so far is in the ledger. */
  async flush(): Promise<void> {
    await this.parts.flush();
    await this.#store.flush();
    this.lines.flush();
    await this.verdicts.flush();
  }

  /** As `flush`, and what the open run weakens is in the ledger, too. */
  async flushAll(): Promise<void> {
    await this.flush();
    await this.weakened.flush(this.#ports.tracker.at(this.place.root)?.open?.id);
  }

  /** What to call an open run; undefined where its name is good. */
  async titleOf(runId: string): Promise<string | undefined> {
    return this.#runs.titleOf(runId);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#disk.dispose();
    this.weakened.dispose();
    this.#moves?.dispose();
    this.#runs.dispose();
    this.lines.dispose();
    this.#git?.dispose();
    void this.flush();
  }

  async #begin(written: readonly string[]): Promise<void> {
    await this.#takeNews();
    await this.steps.load();
    await this.#settled.capture(new Set([...written, ...this.review.edits.all().map(({ path }) => path)]));
    for (const path of written) {
      const now = await this.#now.at(path);
      if (now !== undefined) await this.review.take(path, 'agent', now);
    }
    if (this.#git !== null && !this.#isDisposed) {
      const git = this.#git;
      this.#head = await git.head();
      this.#moves = new GitMoves(
        git.gitDir,
        this.#head,
        () => git.head(),
        (move) => {
          this.#moved(move);
        },
      );
    }
    this.#runs.resume();
    await this.#sweep();
  }

  async #sweep(): Promise<void> {
    const needed = await this.#ports.engine.pruneBlobs(this.place.root);
    const kept = new Set([...needed, ...this.#settled.neededBlobs()]);
    await this.#blobs.sweep(kept, Date.now() - sparedMs);
  }

  /** Takes over what is pending in the ledger otherwise than here. */
  async #takeNews(): Promise<boolean> {
    const { put, drop } = await this.#store.news();
    if (put.length + drop.length === 0) return false;
    this.parts.reload();
    await this.parts.load(put.map(({ path }) => path));
    for (const { path, before } of put) {
      const now = await this.#now.at(path);
      if (now !== undefined) await this.review.replace({ path, before, now });
    }
    for (const path of drop) this.review.settle(path);
    return true;
  }

  #moved(move: GitMove): void {
    const previous = this.#head;
    this.#head = move.commit;
    this.#do(() => this.review.gitMoved(move));
    if (move.kind === 'head') return;
    if (move.kind === 'commit') this.#do(() => this.#runs.end());
    this.#do(() => {
      this.#ports.committed({ commit: move.commit, previous });
      return Promise.resolve();
    });
  }

  async #isCovered(path: string): Promise<boolean> {
    return (await this.#ports.exclusions.keep([path])).length > 0;
  }

  #do(step: () => Promise<void>): void {
    this.review.inOrder(step).catch((error: unknown) => {
      this.#log.error(asError(error));
    });
  }
}
