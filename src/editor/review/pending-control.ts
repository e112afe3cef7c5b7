import * as vscode from 'vscode';
import { commandId } from '../commands.js';
import type { Disposable } from '../disposable-store.js';
import type { PendingFile } from './review.js';

/** The pending edits of one folder among VS Code's source controls. */
export class PendingControl implements Disposable {
  readonly #control: vscode.SourceControl;
  readonly #group: vscode.SourceControlResourceGroup;
  #shown = '';

  constructor(folder: vscode.Uri) {
    this.#control = vscode.scm.createSourceControl('learningLoop', 'Pending Edits', folder);
    this.#control.inputBox.visible = false;
    // Git counts these files already.
    this.#control.count = 0;
    this.#group = this.#control.createResourceGroup('pending', 'To Keep or Reject');
  }

  get isMarking(): boolean {
    return this.#control.quickDiffProvider !== undefined;
  }

  /** Lists the files; costs nothing where they are the same as before. */
  show(files: readonly PendingFile[]): void {
    const shown = files.map(({ uri, change }) => `${change} ${uri.toString()}`).join('\n');
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#group.resourceStates = files.map(({ uri, change }) => ({
      resourceUri: uri,
      command: { title: 'Open Changes', command: commandId('openChanges'), arguments: [uri] },
      decorations: { strikeThrough: change === 'deleted' },
    }));
  }

  /** Has the provider asked, also about what it was asked before. */
  mark(provider: vscode.QuickDiffProvider): void {
    delete this.#control.quickDiffProvider;
    this.#control.quickDiffProvider = provider;
  }

  dispose(): void {
    this.#group.dispose();
    this.#control.dispose();
  }
}
