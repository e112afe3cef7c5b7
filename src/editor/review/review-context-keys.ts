import * as vscode from 'vscode';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { Places } from '../ledger/places.js';
import { fileUri } from './before-uri.js';
import type { Review } from './review.js';

/** Tells menus and keys what can be done: `learningLoop.hasPending`, `.fileHasPending`, `.canUndoReview`, `.hasRejected`. */
export class ReviewContextKeys implements Feature {
  readonly name = 'context keys of review';
  readonly #told = new Map<string, boolean>();
  readonly #review: Review;
  readonly #places: Places;

  constructor(review: Review, places: Places) {
    this.#review = review;
    this.#places = places;
  }

  register(): Disposable {
    const tell = (): void => {
      this.#tellAll();
    };
    return vscode.Disposable.from(
      this.#review.onDidChange(tell),
      vscode.window.onDidChangeActiveTextEditor(tell),
    );
  }

  #tellAll(): void {
    const review = this.#review;
    const active = vscode.window.activeTextEditor?.document.uri;
    this.#tell('hasPending', review.files().length > 0);
    this.#tell('fileHasPending', active !== undefined && review.file(fileUri(active)) !== undefined);
    this.#tell('canUndoReview', review.undoLabel !== undefined);
    this.#tell(
      'hasRejected',
      this.#places.all().some(({ root }) => review.rejected(root).length > 0),
    );
  }

  #tell(key: string, value: boolean): void {
    if ((this.#told.get(key) ?? false) === value) return;
    this.#told.set(key, value);
    void vscode.commands.executeCommand('setContext', `learningLoop.${key}`, value);
  }
}
