import * as vscode from 'vscode';
import { UserError } from '../../../learning/user-error.js';
import { isSameContent, type Content } from '../../../review/content.js';
import { endOf } from '../../../review/hunk.js';
import { hunksBetween } from '../../../review/hunks-between.js';
import { joinLines, splitLines } from '../../../review/lines.js';
import { mergeEdits } from '../../../review/merge-edits.js';
import { readFileState, type FileState } from '../../../review/snapshot/file-state.js';
import { writeBack } from '../../../review/snapshot/write-back.js';
import { encoded } from './document-text.js';
import type { EditWatch } from './edit-watch.js';

/** Somebody who goes on writing may be in our way so many times. */
const attempts = 10;

/** A file of a checkout, and the name by which the editor knows it. */
export interface PlacedFile {
  readonly checkout: string;
  readonly path: string;
  readonly uri: vscode.Uri;
}

/** What a file is known to be, and is to be. */
export interface FileChange {
  readonly from: FileState;
  readonly to: FileState;
}

/**
 * Makes a file what it is to be: on the disk, exact to the byte; where a document has unsaved changes, in the document. What
 * somebody wrote into it since it was last looked at stays.
 * @throws {UserError} when something was written just there; @throws {Error} when the file cannot be written
 */
export async function putInPlace(file: PlacedFile, change: FileChange, watch: EditWatch): Promise<void> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const unsaved = unsavedDocument(file.uri);
    const isDone =
      unsaved === undefined
        ? await putOnDisk(file, change)
        : change.to.content === null
          ? await writeBack(file.checkout, file.path, change.to)
          : await putInDocument(unsaved, change, file.path, watch);
    if (isDone) return;
  }
  throw beingWritten(file.path);
}

/** The document of a file, where it has changes that are not saved. */
export function unsavedDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const name = uri.toString();
  return vscode.workspace.textDocuments.find(
    (document) => document.isDirty && document.uri.toString() === name,
  );
}

async function putOnDisk({ checkout, path }: PlacedFile, change: FileChange): Promise<boolean> {
  const found = await readFileState(checkout, path);
  if (typeof found === 'string') {
    throw new UserError(`${path} cannot be read as a file any more. Move what is there away and try again.`);
  }
  const content = carriedOver(change, found.state.content, path);
  const isModeMeant = change.from.executable !== change.to.executable;
  const { executable } = isModeMeant || found.state.content === null ? change.to : found.state;
  return writeBack(checkout, path, { content, executable }, found.state);
}

async function putInDocument(
  document: vscode.TextDocument,
  change: FileChange,
  path: string,
  watch: EditWatch,
): Promise<boolean> {
  const current = await encoded(document, document.getText());
  const content = carriedOver(change, current, path);
  return content !== null && watch.applyOwn(await editOf(document, current, content));
}

/** What the change makes of a file that has become something else meanwhile. */
function carriedOver({ from, to }: FileChange, current: Content, path: string): Content {
  if (isSameContent(from.content, current)) return to.content;
  const { content, refused } = mergeEdits(from.content, current, to.content);
  if (refused.length > 0) throw beingWritten(path);
  return content;
}

function beingWritten(path: string): UserError {
  return new UserError(`${path} has just been changed at the same place. Look at it and try again.`);
}

/** Only what differs, so that cursors stay where they are; in encodings whose lines mean nothing by themselves, everything. */
async function editOf(
  document: vscode.TextDocument,
  from: Content,
  to: Uint8Array,
): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  const decode = async (bytes: Uint8Array): Promise<string> =>
    vscode.workspace.decode(bytes, { encoding: document.encoding });
  if (document.encoding.startsWith('utf16')) {
    const everything = new vscode.Range(0, 0, document.lineCount, 0);
    edit.replace(document.uri, document.validateRange(everything), await decode(to));
    return edit;
  }
  const target = splitLines(to);
  for (const { before, after } of hunksBetween(from, to)) {
    const range = new vscode.Range(before.start, 0, endOf(before), 0);
    const text = await decode(joinLines(target.slice(after.start, endOf(after))));
    edit.replace(document.uri, document.validateRange(range), text);
  }
  return edit;
}
