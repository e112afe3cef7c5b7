import { lstat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isReportFile } from '../../evidence/report-files.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Exclusions } from '../files/exclusions.js';
import type { Places } from '../ledger/places.js';
import { now, type RunContext } from './run-context.js';

/** A burst of changes, such as a checkout, is looked at once. */
const gatherMs = 200;
const watcherLagMs = 5000;

interface Noticed {
  readonly uri: vscode.Uri;
  readonly atMs: number;
}

/** Reports the files that change while the run is open; ignored and excluded ones, and reports of checks, are never named. */
export class ChangedFiles implements Disposable {
  readonly #listeners = new DisposableStore();
  readonly #changed: Set<string>;
  readonly #lookedAt = new Set<string>();
  #waiting = new Map<string, Noticed>();
  #timer: NodeJS.Timeout | undefined;
  #firstEditAtMs: number | null;
  #looking: Promise<unknown> = Promise.resolve();
  readonly #context: RunContext;
  readonly #places: Places;
  readonly #exclusions: Exclusions;
  readonly #edited: () => void;
  readonly #isAlone: () => boolean;

  /**
   * @param before what is known to have changed already
   * @param firstEditAtMs when that began; null while nothing has changed
   * @param edited told when the first file has changed
   * @param isAlone whether no other run is under way that a change may be of
   */
  constructor(
    context: RunContext,
    places: Places,
    exclusions: Exclusions,
    before: readonly string[],
    firstEditAtMs: number | null,
    edited: () => void,
    isAlone: () => boolean,
  ) {
    this.#firstEditAtMs = firstEditAtMs;
    this.#edited = edited;
    this.#isAlone = isAlone;
    this.#context = context;
    this.#places = places;
    this.#exclusions = exclusions;
    this.#changed = new Set(before);
    for (const { folder } of places.all().filter((place) => place.root === context.root)) this.#watch(folder);
    this.#listeners.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // Every edit raises a second event, without changes, for the dirty mark.
        if (contentChanges.length > 0) this.#noticed(document.uri);
      }),
    );
  }

  /** Paths relative to the ledger's root. */
  get paths(): ReadonlySet<string> {
    return this.#changed;
  }

  /** When the first file changed, in milliseconds since 1970; null while none has. */
  get firstEditAtMs(): number | null {
    return this.#firstEditAtMs;
  }

  /** Looks at what has been noticed so far, at once; resolves when that is known. */
  async look(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const noticed = this.#waiting;
    this.#waiting = new Map();
    if (noticed.size > 0) {
      const report = this.#reportOn(noticed);
      this.#looking = Promise.all([this.#looking, report]).catch(() => undefined);
      this.#context.reportLater(report);
    }
    await this.#looking;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.dispose();
  }

  #watch(folder: vscode.WorkspaceFolder): void {
    const watcher = this.#listeners.add(
      vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**/*')),
    );
    const notice = (uri: vscode.Uri): void => {
      this.#noticed(uri);
    };
    this.#listeners.add(watcher.onDidCreate(notice));
    this.#listeners.add(watcher.onDidChange(notice));
    this.#listeners.add(watcher.onDidDelete(notice));
  }

  #noticed(uri: vscode.Uri): void {
    const located = this.#places.locate(uri);
    if (located?.root !== this.#context.root || this.#lookedAt.has(located.path)) return;
    if (isReportFile(located.path)) return;
    this.#waiting.set(located.path, { uri, atMs: Date.now() });
    this.#timer ??= setTimeout(() => void this.look(), gatherMs);
  }

  async #reportOn(
    noticed: ReadonlyMap<string, Noticed>,
  ): Promise<{ kind: 'files'; at: string; paths: string[] }[]> {
    const at = now();
    const files = new Map<string, number>();
    for (const [path, { uri, atMs }] of noticed) {
      const found = await lstat(uri.fsPath).catch(() => undefined);
      if (found?.isDirectory() === true) continue;
      this.#lookedAt.add(path);
      files.set(path, editedAtMs(found?.mtimeMs, atMs));
    }
    const kept = await this.#exclusions.keep([...files.keys()]);
    const isFirst = this.#firstEditAtMs === null && kept.length > 0;
    if (isFirst) this.#firstEditAtMs = Math.min(...kept.map((path) => files.get(path) ?? Date.now()));
    const paths = kept.filter((path) => !this.#changed.has(path));
    for (const path of paths) this.#changed.add(path);
    if (isFirst) this.#edited();
    // Of several runs, the review tells which one wrote a file.
    return paths.length === 0 || !this.#isAlone() ? [] : [{ kind: 'files', at, paths }];
  }
}

/** The file watcher tells of a change late, so the file's own time is better, unless somebody set it. */
function editedAtMs(mtimeMs: number | undefined, noticedAtMs: number): number {
  const isLikely = mtimeMs !== undefined && mtimeMs > noticedAtMs - watcherLagMs && mtimeMs < noticedAtMs;
  return isLikely ? mtimeMs : noticedAtMs;
}
