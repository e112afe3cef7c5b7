/** Anything that is given back once. */
export interface Disposable {
  dispose(): void;
}

/** Disposes what it holds in reverse order, and whatever is added after that at once. */
export class DisposableStore implements Disposable {
  readonly #held: Disposable[] = [];
  #isDisposed = false;

  add<T extends Disposable>(disposable: T): T {
    if (this.#isDisposed) disposable.dispose();
    else this.#held.push(disposable);
    return disposable;
  }

  dispose(): void {
    this.#isDisposed = true;
    for (let last = this.#held.pop(); last !== undefined; last = this.#held.pop()) last.dispose();
  }
}
