import type * as vscode from 'vscode';

/** A file in the tree of pending edits. */
export class FileNode {
  readonly uri: vscode.Uri;

  constructor(uri: vscode.Uri) {
    this.uri = uri;
  }
}

/** An edit below its file. */
export class EditNode {
  readonly uri: vscode.Uri;
  readonly editId: string;

  constructor(uri: vscode.Uri, editId: string) {
    this.uri = uri;
    this.editId = editId;
  }
}

export type PendingNode = FileNode | EditNode;

export function isPendingNode(value: unknown): value is PendingNode {
  return value instanceof FileNode || value instanceof EditNode;
}
