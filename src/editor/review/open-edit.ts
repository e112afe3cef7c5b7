import * as vscode from 'vscode';
import { UserError } from '../../learning/user-error.js';
import { beforeUri, fileUri } from './before-uri.js';
import { neighbour, type LocatedEdit } from './edits-at.js';
import type { PendingFile, Review } from './review.js';
import { nameOf } from './review-words.js';

/** Goes to the edit after, or before, the cursor, into another file if need be. @throws {UserError} when nothing is pending */
export async function openNeighbour(review: Review, step: 1 | -1): Promise<void> {
  const files = review.files();
  const editor = vscode.window.activeTextEditor;
  const here = editor === undefined ? undefined : fileUri(editor.document.uri).toString();
  const file = files.find(({ uri }) => uri.toString() === here);
  const found = neighbour(files, { file, line: editor?.selection.active.line ?? 0 }, step);
  if (found === undefined) throw new UserError('Nothing is pending.');
  await openEdit(found);
}

async function openEdit({ file, edit }: LocatedEdit): Promise<void> {
  if (!file.isText) {
    await vscode.commands.executeCommand('vscode.open', file.uri);
    return;
  }
  const document = await vscode.workspace.openTextDocument(shownUri(file));
  const position = new vscode.Position(Math.min(edit.startLine, document.lineCount - 1), 0);
  const editor = await vscode.window.showTextDocument(document);
  // As an option of showing, it would be known here only later, and a second press would lead to the same edit.
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(
    new vscode.Range(position, position),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}

/** Compares a file with how it was before. */
export async function openChanges(file: PendingFile): Promise<void> {
  if (file.change === 'deleted') await vscode.commands.executeCommand('vscode.open', beforeUri(file.uri));
  else {
    const title = `${nameOf(file.path)} (Pending Edits)`;
    await vscode.commands.executeCommand('vscode.diff', beforeUri(file.uri), file.uri, title);
  }
}

/** Shows all pending edits in one editor. @throws {UserError} when there is no text to show */
export async function reviewAll(review: Review): Promise<void> {
  const files = review.files().filter(({ isText }) => isText);
  if (files.length === 0) throw new UserError('There is no pending edit of a text to show.');
  const changes = files.map(({ uri, change }) => [
    uri,
    change === 'added' ? undefined : beforeUri(uri),
    change === 'deleted' ? undefined : uri,
  ]);
  await vscode.commands.executeCommand('vscode.changes', 'Pending Edits', changes);
}

function shownUri({ uri, change }: PendingFile): vscode.Uri {
  return change === 'deleted' ? beforeUri(uri) : uri;
}
