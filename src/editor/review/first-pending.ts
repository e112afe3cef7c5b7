import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { Review } from './review.js';

/**
 * Makes views when the first edit becomes pending; nobody who never has one pays for them. They stay from then on: VS Code
 * goes on showing what a provider that has left gave it, and ignores clicks on it.
 */
export class FirstPending implements Feature {
  readonly name = 'marks of pending edits';
  readonly #review: Review;
  readonly #make: () => Disposable;
  #made: Disposable | undefined;

  constructor(review: Review, make: () => Disposable) {
    this.#review = review;
    this.#make = make;
  }

  register(): Disposable {
    const listening = this.#review.onDidChange(() => {
      if (this.#review.files().length === 0) return;
      listening.dispose();
      this.#made = this.#make();
    });
    return {
      dispose: () => {
        listening.dispose();
        this.#made?.dispose();
      },
    };
  }
}
