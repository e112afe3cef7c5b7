import { lstat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Exclusions } from '../files/exclusions.js';
import type { Places } from '../ledger/places.js';
import { now, type RunContext } from './run-context.js';

/** A burst of changes, such as a checkout, is looked at once. */
const gatherMs = 200;

/** Reports the files that change while the run is open; ignored and excluded ones are never named. */
export class ChangedFiles implements Disposable {
  readonly #listeners = new DisposableStore();
  readonly #changed: Set<string>;
  readonly #lookedAt = new Set<string>();
  #waiting = new Map<string, vscode.Uri>();
  #timer: NodeJS.Timeout | undefined;
  readonly #context: RunContext;
  readonly #places: Places;
  readonly #exclusions: Exclusions;

  /** @param before what is known to have changed already */
  constructor(context: RunContext, places: Places, exclusions: Exclusions, before: readonly string[]) {
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

  /** Looks at what has been noticed so far, at once. */
  look(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const noticed = this.#waiting;
    this.#waiting = new Map();
    if (noticed.size > 0) this.#context.reportLater(this.#reportOn(noticed));
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
    this.#waiting.set(located.path, uri);
    this.#timer ??= setTimeout(() => {
      this.look();
    }, gatherMs);
  }

  async #reportOn(
    noticed: ReadonlyMap<string, vscode.Uri>,
  ): Promise<{ kind: 'files'; at: string; paths: string[] }[]> {
    const at = now();
    const files: string[] = [];
    for (const [path, uri] of noticed) {
      if (await isFolder(uri.fsPath)) continue;
      this.#lookedAt.add(path);
      files.push(path);
    }
    const paths = (await this.#exclusions.keep(files)).filter((path) => !this.#changed.has(path));
    for (const path of paths) this.#changed.add(path);
    return paths.length === 0 ? [] : [{ kind: 'files', at, paths }];
  }
}

async function isFolder(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
