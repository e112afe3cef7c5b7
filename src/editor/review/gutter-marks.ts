import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import { PendingControl } from './pending-control.js';
import { beforeUri } from './before-uri.js';
import type { PendingFile, Review } from './review.js';

/**
 * VS Code's own change bars and their peek for pending edits. Only a source control brings them: one for each opened folder
 * with pending edits is listed beside git's, with its files and without an input box.
 */
export class GutterMarks implements Disposable {
  readonly #listeners = new DisposableStore();
  readonly #controls = new Map<string, PendingControl>();
  readonly #review: Review;
  readonly #provider: vscode.QuickDiffProvider;
  #marked: ReadonlySet<string> = new Set();

  constructor(review: Review) {
    this.#review = review;
    this.#provider = { provideOriginalResource: (uri) => this.#originalOf(uri) };
    this.#update();
    this.#listeners.add(
      review.onDidChange(() => {
        this.#update();
      }),
    );
  }

  dispose(): void {
    this.#listeners.dispose();
    for (const control of this.#controls.values()) control.dispose();
  }

  #originalOf(uri: vscode.Uri): vscode.Uri | undefined {
    return this.#review.file(uri)?.isText === true ? beforeUri(uri) : undefined;
  }

  #update(): void {
    const folders = new Map<string, { readonly folder: vscode.Uri; readonly files: PendingFile[] }>();
    for (const file of this.#review.files()) {
      const folder = vscode.workspace.getWorkspaceFolder(file.uri)?.uri;
      if (folder === undefined) continue;
      const known = folders.get(folder.toString()) ?? { folder, files: [] };
      known.files.push(file);
      folders.set(folder.toString(), known);
    }
    for (const [key, control] of this.#controls) {
      if (folders.has(key)) continue;
      control.dispose();
      this.#controls.delete(key);
    }
    for (const [key, { folder, files }] of folders) {
      const control = this.#controls.get(key) ?? new PendingControl(folder);
      this.#controls.set(key, control);
      control.show(files);
    }
    this.#markNew();
  }

  /**
   * VS Code asks for the original when the text changes, which is before we know that the edit is pending; a provider that
   * comes anew makes it ask again. It puts the provider that came last before git's, so that the peek has our buttons.
   */
  #markNew(): void {
    const open = vscode.workspace.textDocuments.filter(({ uri }) => this.#originalOf(uri) !== undefined);
    const marked = new Set(open.map(({ uri }) => uri.toString()));
    const isAnyNew = [...marked].some((each) => !this.#marked.has(each));
    this.#marked = marked;
    for (const control of this.#controls.values()) {
      if (isAnyNew || !control.isMarking) control.mark(this.#provider);
    }
  }
}
