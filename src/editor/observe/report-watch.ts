import { lstat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isReportFile, reportGlob } from '../../evidence/report-files.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Places } from '../ledger/places.js';
import type { Span } from './ended-check.js';

/** One run of a tool writes its reports together. */
const gatherMs = 800;
const mostFiles = 500;

/** Report files that appeared or changed together; the span is from the first to the last of them. */
export interface WrittenReports extends Span {
  /** The ledger's root, and paths relative to it. */
  readonly root: string;
  readonly paths: readonly string[];
}

/** Tells of the report files that checks write into the opened folders, also where git ignores them. */
export class ReportWatch implements Disposable {
  readonly #listeners = new DisposableStore();
  readonly #waiting = new Map<string, Map<string, vscode.Uri>>();
  #timer: NodeJS.Timeout | undefined;
  readonly #places: Places;
  readonly #isWanted: (root: string) => boolean;
  readonly #written: (reports: Promise<WrittenReports | undefined>) => void;

  constructor(
    places: Places,
    isWanted: (root: string) => boolean,
    written: (reports: Promise<WrittenReports | undefined>) => void,
  ) {
    this.#places = places;
    this.#isWanted = isWanted;
    this.#written = written;
    const watcher = this.#listeners.add(
      vscode.workspace.createFileSystemWatcher(reportGlob, false, false, true),
    );
    const notice = (uri: vscode.Uri): void => {
      this.#noticed(uri);
    };
    this.#listeners.add(watcher.onDidCreate(notice));
    this.#listeners.add(watcher.onDidChange(notice));
  }

  /** Looks at what has been noticed so far, at once. */
  look(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [root, noticed] of this.#waiting) this.#written(writtenIn(root, noticed));
    this.#waiting.clear();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.dispose();
  }

  #noticed(uri: vscode.Uri): void {
    const located = this.#places.locate(uri);
    if (located === undefined || !isReportFile(located.path) || !this.#isWanted(located.root)) return;
    const noticed = this.#waiting.get(located.root) ?? new Map<string, vscode.Uri>();
    if (noticed.size < mostFiles) noticed.set(located.path, uri);
    this.#waiting.set(located.root, noticed);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.look();
    }, gatherMs);
  }
}

async function writtenIn(
  root: string,
  noticed: ReadonlyMap<string, vscode.Uri>,
): Promise<WrittenReports | undefined> {
  const files = await Promise.all(
    [...noticed].map(async ([path, uri]) => ({
      path,
      found: await lstat(uri.fsPath).catch(() => undefined),
    })),
  );
  const there = files.flatMap(({ path, found }) =>
    found?.isFile() === true ? [{ path, mtimeMs: found.mtimeMs }] : [],
  );
  if (there.length === 0) return undefined;
  const times = there.map(({ mtimeMs }) => mtimeMs);
  const paths = there.map(({ path }) => path).sort();
  return { root, paths, beganAtMs: Math.min(...times), endedAtMs: Math.max(...times) };
}
