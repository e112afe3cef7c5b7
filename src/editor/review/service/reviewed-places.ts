import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../disposable-store.js';
import type { Place } from '../../ledger/places.js';
import { asError, type Logger } from '../../log.js';
import type { NewCommit } from '../../observe/fate.js';
import type { RejectedHunk } from '../review.js';
import { Actions } from './actions.js';
import { agentExtensions, agentInEditor } from './agents-in-editor.js';
import { EditWatch } from './edit-watch.js';
import { FirstBursts } from './first-bursts.js';
import { PendingFiles } from './pending-files.js';
import { PlaceReview } from './place-review.js';
import { rejectedHunks } from './rejected-hunks.js';
import type { ReviewServiceParts } from './review-service-parts.js';

const firstWatchMs = 1000;

/** A place whose edits are reviewed. */
export interface ReviewedPlace {
  readonly place: PlaceReview;
  readonly actions: Actions;
  readonly files: PendingFiles;
  rejected: readonly RejectedHunk[];
}

interface ReviewedPlacesParts extends ReviewServiceParts {
  /** Told when something that is shown may have changed. */
  readonly changed: () => void;
  readonly committed: (commit: NewCommit & { readonly root: string }) => void;
}

/** The places of this window whose score this person keeps: opened and closed as that changes, and told of edits in them. */
export class ReviewedPlaces {
  readonly #opened = new Map<string, ReviewedPlace>();
  readonly #opening = new Set<string>();
  readonly #watchedRoots = new Set<string>();
  readonly #first: FirstBursts;
  readonly #registered = new DisposableStore();
  readonly #parts: ReviewedPlacesParts;
  readonly #log: Logger;
  #watch: EditWatch | undefined;

  constructor(parts: ReviewedPlacesParts, log: Logger) {
    this.#parts = parts;
    this.#log = log;
    this.#first = new FirstBursts(parts);
  }

  register(): Disposable {
    const { tracker, news } = this.#parts;
    const registered = this.#registered;
    registered.add({
      dispose: () => {
        for (const { place } of this.#opened.values()) place.dispose();
      },
    });
    registered.add(
      tracker.onDidChange(() => {
        this.#follow();
        // Who made edits may be known only now.
        this.#parts.changed();
      }),
    );
    registered.add(
      news.onDidChangeLedger((root) => {
        this.#opened.get(root)?.place.reload();
      }),
    );
    registered.add(this.#first);
    // Nothing of this is needed while the editor starts.
    const soon = setTimeout(() => {
      for (const root of this.#first.begin()) this.#watchFolders(root);
    }, firstWatchMs);
    registered.add({
      dispose: () => {
        clearTimeout(soon);
      },
    });
    return registered;
  }

  all(): readonly ReviewedPlace[] {
    return [...this.#opened.values()];
  }

  at(root: string): ReviewedPlace | undefined {
    return this.#opened.get(root);
  }

  /** The place of a file, and its path there. */
  find(uri: vscode.Uri): { readonly opened: ReviewedPlace; readonly path: string } | undefined {
    const located = this.#parts.places.locate(uri);
    const opened = located === undefined ? undefined : this.#opened.get(located.root);
    return located === undefined || opened === undefined ? undefined : { opened, path: located.path };
  }

  async readRejected(opened: ReviewedPlace): Promise<void> {
    opened.rejected = rejectedHunks(await opened.place.steps.rejecting());
  }

  #follow(): void {
    const { changed, ledgers, tracker } = this.#parts;
    const wanted = new Set<string>();
    for (const { place, ledger } of tracker.all()) {
      if (!ledgers.isWritable(place.root) || ledger.readOnlyReason !== null) continue;
      wanted.add(place.root);
      if (!this.#opened.has(place.root) && !this.#opening.has(place.root)) void this.#open(place);
    }
    for (const [root, { place }] of this.#opened) {
      if (wanted.has(root)) continue;
      place.dispose();
      this.#opened.delete(root);
      changed();
    }
  }

  async #open(place: Place): Promise<void> {
    const { changed, committed, observation, places } = this.#parts;
    this.#opening.add(place.root);
    try {
      const written = this.#first.end(place.root);
      const active = (): string[] =>
        agentExtensions.filter((id) => vscode.extensions.getExtension(id)?.isActive);
      const ports = {
        ...this.#parts,
        exclusions: observation.exclusionsOf(place),
        uriOf: (path: string): vscode.Uri => places.uriOf(place, path),
        committed: (commit: NewCommit): void => {
          committed({ ...commit, root: place.root });
        },
        agentInEditor: () => agentInEditor(active()),
      };
      const review = await PlaceReview.open(place, written, ports, this.#log);
      const actions = new Actions(review, this.#watching());
      const opened = { place: review, actions, files: new PendingFiles(review), rejected: [] };
      this.#opened.set(place.root, opened);
      this.#watchFolders(place.root);
      await this.readRejected(opened);
      changed();
    } catch (error) {
      this.#log.error(asError(error));
    } finally {
      this.#opening.delete(place.root);
    }
  }

  #watchFolders(root: string): void {
    if (this.#watchedRoots.has(root)) return;
    this.#watchedRoots.add(root);
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      if (this.#parts.places.locate(folder.uri)?.root === root) {
        this.#registered.add(this.#watching().watch(folder));
      }
    }
  }

  /** Made with the first place, so that nothing is watched where no score is kept. */
  #watching(): EditWatch {
    const { places } = this.#parts;
    this.#watch ??= this.#registered.add(
      new EditWatch({
        isOurs: (uri) => places.locate(uri) !== undefined,
        edited: (edit) => {
          const found = this.find(edit.uri);
          found?.opened.place.edited(found.path, edit);
          if (edit.by === 'agent') this.#first.noticed(edit.uri, false);
        },
        saves: (document) => {
          const found = this.find(document.uri);
          void found?.opened.place.saves(found.path, document);
        },
        noticed: (uri, savedHere) => {
          const found = this.find(uri);
          found?.opened.place.noticed(found.path, savedHere);
          this.#first.noticed(uri, savedHere);
        },
      }),
    );
    return this.#watch;
  }
}
