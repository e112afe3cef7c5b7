import * as vscode from 'vscode';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import { asError, type Logger } from '../log.js';
import { beforeScheme, fileUri } from './before-uri.js';
import type { Review } from './review.js';

/** Shows files as they were before the pending edits: the left sides of comparisons, and deleted files. */
export class BeforeDocuments implements Feature, vscode.TextDocumentContentProvider {
  readonly name = 'files as they were before';
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #review: Review;
  readonly #log: Logger;

  readonly onDidChange = this.#changed.event;

  constructor(review: Review, log: Logger) {
    this.#review = review;
    this.#log = log;
  }

  register(): Disposable {
    return vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(beforeScheme, this),
      this.#review.onDidChange(() => {
        for (const document of vscode.workspace.textDocuments) {
          if (document.uri.scheme === beforeScheme) void this.#refresh(document);
        }
      }),
    );
  }

  /** Where nothing is pending any more, the file as it is: then a comparison shows no difference. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const file = fileUri(uri);
    if (this.#review.file(file) !== undefined) return this.#review.baselineText(file);
    return vscode.workspace.openTextDocument(file).then(
      (document) => document.getText(),
      () => '',
    );
  }

  async #refresh(document: vscode.TextDocument): Promise<void> {
    try {
      const text = await this.provideTextDocumentContent(document.uri);
      if (text !== document.getText()) this.#changed.fire(document.uri);
    } catch (error) {
      this.#log.error(asError(error));
    }
  }
}
