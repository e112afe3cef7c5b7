import type * as vscode from 'vscode';
import { readFileState, type FileState } from '../../../review/snapshot/file-state.js';
import { encoded } from './document-text.js';
import { unsavedDocument } from './put-in-place.js';

/** The files of a checkout as a person sees them. */
export class FilesNow {
  readonly #checkout: string;
  readonly #uriOf: (path: string) => vscode.Uri;

  constructor(checkout: string, uriOf: (path: string) => vscode.Uri) {
    this.#checkout = checkout;
    this.#uriOf = uriOf;
  }

  /** An unsaved document, else what is on the disk; undefined for what is no file. */
  async at(path: string): Promise<FileState | undefined> {
    const found = await readFileState(this.#checkout, path);
    if (typeof found !== 'object') return undefined;
    const unsaved = this.unsaved(path);
    if (unsaved === undefined) return found.state;
    return { ...found.state, content: await encoded(unsaved, unsaved.getText()) };
  }

  unsaved(path: string): vscode.TextDocument | undefined {
    return unsavedDocument(this.#uriOf(path));
  }
}
