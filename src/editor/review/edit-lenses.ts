import * as vscode from 'vscode';
import { commandId } from '../commands.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Settings } from '../settings.js';
import type { PendingHunk, Review } from './review.js';
import { countInWords } from './review-words.js';

/** “Keep | Reject” above each pending edit, with what deserves a second look. */
export class EditLenses implements Disposable, vscode.CodeLensProvider {
  readonly #held = new DisposableStore();
  readonly #changed = this.#held.add(new vscode.EventEmitter<void>());
  readonly #review: Review;
  readonly #settings: Settings;

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(review: Review, settings: Settings) {
    this.#review = review;
    this.#settings = settings;
    this.#held.add(vscode.languages.registerCodeLensProvider({ scheme: 'file' }, this));
    this.#held.add(
      review.onDidChange(() => {
        this.#changed.fire();
      }),
    );
    this.#held.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('learningLoop.reviewLenses')) this.#changed.fire();
      }),
    );
  }

  dispose(): void {
    this.#held.dispose();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const file = this.#review.file(document.uri);
    if (file?.isText !== true || !this.#settings.get('reviewLenses', document.uri)) return [];
    return file.hunks.flatMap((edit) => lensesOf(edit, document));
  }
}

function lensesOf(edit: PendingHunk, document: vscode.TextDocument): vscode.CodeLens[] {
  const line = Math.min(edit.startLine, document.lineCount - 1);
  const range = new vscode.Range(line, 0, line, 0);
  const target = [document.uri, edit.id];
  const judge = (title: string, command: 'keepEdit' | 'rejectEdit'): vscode.CodeLens =>
    new vscode.CodeLens(range, { title, command: commandId(command), arguments: target });
  const say = (title: string): vscode.CodeLens => new vscode.CodeLens(range, { title, command: '' });
  const removal = edit.addedLines === 0 ? [say(`${countInWords(edit.removedLines, 'line')} removed`)] : [];
  const warnings = edit.warnings.map((warning) => say(`$(warning) ${warning}`));
  return [judge('Keep', 'keepEdit'), judge('Reject', 'rejectEdit'), ...removal, ...warnings];
}
