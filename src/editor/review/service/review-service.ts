import * as vscode from 'vscode';
import { decodeText } from '../../../review/lines.js';
import type { Disposable } from '../../disposable-store.js';
import type { Feature } from '../../feature.js';
import type { Logger } from '../../log.js';
import type { NewCommit, WrittenFile } from '../../observe/fate.js';
import type { PendingFile, RejectedHunk, Review, ReviewTarget, UndoneRun } from '../review.js';
import type { Selection } from './actions.js';
import { asksItself } from './agents-in-editor.js';
import type { ReviewServiceParts } from './review-service-parts.js';
import { ReviewedPlaces, type ReviewedPlace } from './reviewed-places.js';
import { StepsOfWindow } from './steps-of-window.js';

const tellAfterMs = 50;

/** The pending edits of this window, in every place whose score this person keeps. */
export class ReviewService implements Review, Feature {
  readonly name = 'review';
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #committed = new vscode.EventEmitter<NewCommit & { readonly root: string }>();
  readonly #places: ReviewedPlaces;
  readonly #steps = new StepsOfWindow<ReviewedPlace>(({ place }) => place.steps);
  readonly #parts: ReviewServiceParts;
  #telling: NodeJS.Timeout | undefined;

  readonly onDidChange = this.#changed.event;
  /** Told of each commit at a ledger's root. */
  readonly onDidCommit = this.#committed.event;

  constructor(parts: ReviewServiceParts, log: Logger) {
    this.#parts = parts;
    const changed = (): void => {
      this.#tell();
    };
    const committed = (commit: NewCommit & { readonly root: string }): void => {
      this.#committed.fire(commit);
    };
    this.#places = new ReviewedPlaces({ ...parts, changed, committed }, log);
  }

  register(): Disposable {
    this.#parts.life.beforeFinish(async (root, runId) => {
      await this.flush(root);
      return this.#places.at(root)?.place.titleOf(runId);
    });
    return vscode.Disposable.from(this.#changed, this.#committed, this.#places.register(), {
      dispose: () => {
        clearTimeout(this.#telling);
      },
    });
  }

  files(): readonly PendingFile[] {
    return this.#places
      .all()
      .flatMap(({ files }) => files.all())
      .filter((file) => !this.#isAskedElsewhere(file));
  }

  file(uri: vscode.Uri): PendingFile | undefined {
    const found = this.#places.find(uri);
    const file = found?.opened.files.at(found.path);
    return file === undefined || this.#isAskedElsewhere(file) ? undefined : file;
  }

  baselineText(uri: vscode.Uri): Promise<string> {
    const found = this.#places.find(uri);
    const edit = found?.opened.place.review.edits.get(found.path);
    return Promise.resolve(decodeText(edit?.before.content ?? null));
  }

  async keep(targets: readonly ReviewTarget[], { bulk }: { readonly bulk: boolean }): Promise<void> {
    const places = this.#byPlace(targets);
    await this.#step([...places.keys()], (opened) => opened.actions.keep(places.get(opened) ?? [], bulk));
  }

  async reject(
    targets: readonly ReviewTarget[],
    { bulk, reason }: { readonly bulk: boolean; readonly reason?: string },
  ): Promise<void> {
    const places = this.#byPlace(targets);
    await this.#step([...places.keys()], (opened) =>
      opened.actions.reject(places.get(opened) ?? [], bulk, reason),
    );
  }

  async warningsKnown(): Promise<void> {
    await Promise.all(this.#places.all().map(({ place }) => place.weakened.known()));
  }

  get undoLabel(): string | undefined {
    return this.#steps.last(this.#places.all())[0]?.place.steps.label;
  }

  async undo(): Promise<void> {
    const last = this.#steps.takeLast(this.#places.all());
    await this.#inEach(last, (opened) => opened.actions.undo());
  }

  async undoRun(root: string, runId: string): Promise<UndoneRun> {
    const opened = this.#places.at(root);
    if (opened === undefined) return { restored: [], conflicts: [] };
    let undone: UndoneRun = { restored: [], conflicts: [] };
    await this.#step([opened], async () => {
      undone = await opened.actions.undoRun(runId);
    });
    return undone;
  }

  async release(root: string, runId: string): Promise<void> {
    const opened = this.#places.at(root);
    if (opened !== undefined) await this.#inEach([opened], () => opened.actions.release(runId));
  }

  async regroup(root: string): Promise<void> {
    await this.#places.at(root)?.place.regroup();
    this.#tell();
  }

  /** Lets a run of our own write files of a checkout while nothing else is taken in. */
  async writing<T>(root: string, paths: readonly string[], write: () => Promise<T>): Promise<T> {
    const opened = this.#places.at(root);
    if (opened === undefined) return write();
    try {
      return await opened.place.writing(paths, write);
    } finally {
      this.#tell();
    }
  }

  rejected(root: string): readonly RejectedHunk[] {
    return this.#places.at(root)?.rejected ?? [];
  }

  async flush(root: string): Promise<void> {
    await this.#places.at(root)?.place.flushAll();
  }

  /** What a run did to files, and each as a person sees it now, or as a commit has it. */
  async writtenFiles(root: string, runId: string, commit?: string): Promise<WrittenFile[]> {
    return (await this.#places.at(root)?.place.writtenFiles(runId, commit)) ?? [];
  }

  /** Whether each edit of a file is of an agent that asks itself: nobody is asked twice. */
  #isAskedElsewhere({ uri, root, hunks }: PendingFile): boolean {
    const known = this.#parts.tracker.at(root);
    if (known === undefined || this.#parts.settings.get('reviewCopilot', uri)) return false;
    const runs = known.open === null ? known.recent : [known.open, ...known.recent];
    return hunks.every(({ runId }) => asksItself(runs.find(({ id }) => id === runId)?.author.agent ?? null));
  }

  #byPlace(targets: readonly ReviewTarget[]): Map<ReviewedPlace, Selection[]> {
    const grouped = new Map<ReviewedPlace, Map<string, Selection>>();
    for (const { uri, hunkIds } of targets) {
      const found = this.#places.find(uri);
      if (found === undefined) continue;
      const { opened, path } = found;
      const selected = grouped.get(opened) ?? new Map<string, Selection>();
      grouped.set(opened, selected);
      const earlier = selected.get(path);
      const isWhole = hunkIds === undefined || (earlier !== undefined && earlier.hunkIds === undefined);
      selected.set(path, isWhole ? { path } : { path, hunkIds: [...(earlier?.hunkIds ?? []), ...hunkIds] });
      // A renamed file is one edit in two places.
      const former = opened.files.at(path)?.renamedFrom;
      if (former !== undefined) selected.set(former, { path: former });
    }
    return new Map([...grouped].map(([opened, selected]) => [opened, [...selected.values()]]));
  }

  async #step(
    places: readonly ReviewedPlace[],
    action: (opened: ReviewedPlace) => Promise<void>,
  ): Promise<void> {
    await this.#steps.add(places, () => this.#inEach(places, action));
  }

  /** @throws {Error} the first that was thrown, after all places had their turn */
  async #inEach(
    places: readonly ReviewedPlace[],
    action: (opened: ReviewedPlace) => Promise<void>,
  ): Promise<void> {
    const failed: unknown[] = [];
    for (const opened of places) {
      await action(opened).catch((error: unknown) => failed.push(error));
      await opened.place.flush();
      await this.#places.readRejected(opened);
    }
    this.#tell();
    if (failed.length > 0) throw failed[0];
  }

  #tell(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.#changed.fire();
    }, tellAfterMs);
  }
}
