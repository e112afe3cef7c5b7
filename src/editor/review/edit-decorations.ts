import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { PendingHunk, Review } from './review.js';

/** A file that is written on the disk shows in the editor after we know of it, so its lines may have moved once more. */
const settleMs = 150;

/** Colours pending lines in the editors that are visible, and draws a line where some were only removed. */
export class EditDecorations implements Disposable {
  readonly #held = new DisposableStore();
  readonly #added = this.#held.add(
    vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      backgroundColor: new vscode.ThemeColor('diffEditor.insertedLineBackground'),
      // Only themes of high contrast have this colour, and they have no other.
      borderColor: new vscode.ThemeColor('diffEditor.insertedTextBorder'),
      borderStyle: 'solid',
      borderWidth: '0 0 0 3px',
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    }),
  );
  readonly #removedAbove = this.#held.add(removalType('1px 0 0 0'));
  readonly #removedBelow = this.#held.add(removalType('0 0 1px 0'));
  readonly #review: Review;
  #settling: NodeJS.Timeout | undefined;

  constructor(review: Review) {
    this.#review = review;
    const update = (): void => {
      for (const editor of vscode.window.visibleTextEditors) this.#decorate(editor);
    };
    update();
    this.#held.add(review.onDidChange(update));
    this.#held.add(vscode.window.onDidChangeVisibleTextEditors(update));
    this.#held.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0 || review.file(document.uri) === undefined) return;
        clearTimeout(this.#settling);
        this.#settling = setTimeout(update, settleMs);
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.#settling);
    this.#held.dispose();
  }

  #decorate(editor: vscode.TextEditor): void {
    const { document } = editor;
    if (document.uri.scheme !== 'file' || showsItsOwn(editor)) return;
    const file = this.#review.file(document.uri);
    const edits = file?.isText === true ? file.hunks : [];
    const removals = edits.filter((edit) => edit.addedLines === 0);
    const isBehindLast = (edit: PendingHunk): boolean => edit.startLine >= document.lineCount;
    const lastLine = new vscode.Range(document.lineCount - 1, 0, document.lineCount - 1, 0);
    editor.setDecorations(
      this.#added,
      edits
        .filter((edit) => edit.addedLines > 0)
        .map((edit) => new vscode.Range(edit.startLine, 0, edit.startLine + edit.addedLines - 1, 0)),
    );
    editor.setDecorations(
      this.#removedAbove,
      removals
        .filter((edit) => !isBehindLast(edit))
        .map((edit) => new vscode.Range(edit.startLine, 0, edit.startLine, 0)),
    );
    editor.setDecorations(this.#removedBelow, removals.some(isBehindLast) ? [lastLine] : []);
  }
}

function removalType(borderWidth: string): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderWidth,
    borderStyle: 'dashed',
    borderColor: new vscode.ThemeColor('editorGutter.deletedBackground'),
  });
}

/** A comparison colours the lines itself; the editors of a comparison of many files have no column. */
function showsItsOwn({ viewColumn }: vscode.TextEditor): boolean {
  if (viewColumn === undefined) return true;
  const group = vscode.window.tabGroups.all.find((each) => each.viewColumn === viewColumn);
  return group?.activeTab?.input instanceof vscode.TabInputTextDiff;
}
