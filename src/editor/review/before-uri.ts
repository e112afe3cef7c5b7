import type * as vscode from 'vscode';

/** Scheme of the documents that show files as they were before the pending edits. package.json names it in `when` clauses. */
export const beforeScheme = 'learning-baseline';

/** The document that shows `uri` as it was. */
export function beforeUri(uri: vscode.Uri): vscode.Uri {
  return uri.with({ scheme: beforeScheme });
}

/** The file itself, also where `uri` is the document of how it was. */
export function fileUri(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === beforeScheme ? uri.with({ scheme: 'file' }) : uri;
}
