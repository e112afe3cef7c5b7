import * as vscode from 'vscode';
import { UserError } from '../../learning/user-error.js';
import { fileUri } from './before-uri.js';
import { editAtLine, editsOfChange, isLineChange } from './edits-at.js';
import { EditNode, isPendingNode, type PendingNode } from './pending-nodes.js';
import type { PendingFile, PendingHunk, Review, ReviewTarget } from './review.js';

/**
 * The edits that a command is about, by what it was called with: rows of the tree, a file and an edit's id (CodeLens), a file, its
 * changes and an index (peek), a file alone; nothing means the cursor. @throws {UserError} when nothing is pending there
 */
export function targetsOf(review: Review, args: readonly unknown[]): ReviewTarget[] {
  const [first, second, third] = args;
  if (isPendingNode(first))
    return stillPending(review, merged(selectedNodes(first, second).map(targetOfNode)));
  if (!(first instanceof vscode.Uri)) return [targetAtCursor(review)];
  const uri = fileUri(first);
  if (typeof second === 'string') return stillPending(review, [{ uri, hunkIds: [second] }]);
  if (!Array.isArray(second) || typeof third !== 'number') return stillPending(review, [{ uri }]);
  const change: unknown = second[third];
  const edits = isLineChange(change) ? editsOfChange(fileAt(review, uri).hunks, change) : [];
  return [{ uri, hunkIds: idsOf(edits) }];
}

/** The whole files that a command is about. @throws {UserError} */
export function filesOf(review: Review, args: readonly unknown[]): ReviewTarget[] {
  const [first, second] = args;
  if (isPendingNode(first)) return merged(selectedNodes(first, second).map(({ uri }) => ({ uri })));
  const uri = first instanceof vscode.Uri ? first : activeEditor().document.uri;
  return [{ uri: fileAt(review, fileUri(uri)).uri }];
}

/** How many edits are meant. */
export function editCount(review: Review, targets: readonly ReviewTarget[]): number {
  const counts = targets.map(({ uri, hunkIds }) => hunkIds?.length ?? review.file(uri)?.hunks.length ?? 0);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** What was clicked may just have changed: only what is there counts. @throws {UserError} when nothing is left */
function stillPending(review: Review, targets: readonly ReviewTarget[]): ReviewTarget[] {
  const left = targets.flatMap((target) => {
    const file = review.file(target.uri);
    if (file === undefined || target.hunkIds === undefined) return file === undefined ? [] : [target];
    const hunkIds = file.hunks.map(({ id }) => id).filter((id) => target.hunkIds?.includes(id));
    return hunkIds.length === 0 ? [] : [{ uri: target.uri, hunkIds }];
  });
  if (left.length === 0) throw new UserError('This edit has just changed. Look at it again.');
  return left;
}

function targetAtCursor(review: Review): ReviewTarget {
  const { document, selection } = activeEditor();
  const file = fileAt(review, fileUri(document.uri));
  if (!file.isText || file.change === 'deleted') return { uri: file.uri };
  const edits = selection.isEmpty
    ? [editAtLine(file.hunks, selection.active.line)].filter((edit) => edit !== undefined)
    : editsOfChange(file.hunks, {
        modifiedStartLineNumber: selection.start.line + 1,
        modifiedEndLineNumber: selection.end.line + 1,
      });
  return { uri: file.uri, hunkIds: idsOf(edits) };
}

/** @throws {UserError} when there are none */
function idsOf(edits: readonly PendingHunk[]): string[] {
  if (edits.length === 0)
    throw new UserError('No edit is pending here. “Go to Next Edit” leads to the next one.');
  return edits.map(({ id }) => id);
}

/** @throws {UserError} when nothing is pending in it */
export function fileAt(review: Review, uri: vscode.Uri): PendingFile {
  const file = review.file(uri);
  if (file === undefined) throw new UserError('Nothing is pending in this file.');
  return file;
}

function activeEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw new UserError('Open a file with pending edits first.');
  return editor;
}

/** VS Code gives the row that was clicked, and all that are selected where it is one of them. */
function selectedNodes(clicked: PendingNode, selected: unknown): PendingNode[] {
  const nodes = Array.isArray(selected) ? selected.filter(isPendingNode) : [];
  return nodes.length === 0 ? [clicked] : nodes;
}

function targetOfNode(node: PendingNode): ReviewTarget {
  return node instanceof EditNode ? { uri: node.uri, hunkIds: [node.editId] } : { uri: node.uri };
}

/** One target for each file. A file that is meant as a whole contains its edits. */
function merged(targets: readonly ReviewTarget[]): ReviewTarget[] {
  const byFile = new Map<string, ReviewTarget>();
  for (const { uri, hunkIds } of targets) {
    const key = uri.toString();
    const known = byFile.get(key);
    const isWhole = hunkIds === undefined || (known !== undefined && known.hunkIds === undefined);
    byFile.set(key, isWhole ? { uri } : { uri, hunkIds: [...(known?.hunkIds ?? []), ...hunkIds] });
  }
  return [...byFile.values()];
}
