/** How long a call waits for another process's lock before it fails, in milliseconds. */
const patienceMs = 30_000;
const firstPauseMs = 50;
const longestPauseMs = 1000;

/** Waits for `ms` milliseconds. */
export type Pause = (ms: number) => Promise<void>;

/**
 * Runs calls one after the other, each again and again while `isBusy` says that somebody else holds the lock: the
 * order in which evidence and verdicts come must survive the wait.
 */
export class CallQueue {
  #last: Promise<unknown> = Promise.resolve();
  readonly #isBusy: (error: unknown) => boolean;
  readonly #onWaiting: (waiting: boolean) => void;
  readonly #pause: Pause;

  constructor(isBusy: (error: unknown) => boolean, onWaiting: (waiting: boolean) => void, pause: Pause) {
    this.#isBusy = isBusy;
    this.#onWaiting = onWaiting;
    this.#pause = pause;
  }

  /** Answers with what `body` returns or resolves with; rejects with its error, or with the last busy error after 30 seconds. */
  add<T>(body: () => T | Promise<T>): Promise<T> {
    const result = this.#last.then(() => this.#run(body));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #run<T>(body: () => T | Promise<T>): Promise<T> {
    let waitedMs = 0;
    let pauseMs = firstPauseMs;
    try {
      for (;;) {
        try {
          return await body();
        } catch (error) {
          if (!this.#isBusy(error) || waitedMs >= patienceMs) throw error;
        }
        if (waitedMs === 0) this.#onWaiting(true);
        await this.#pause(pauseMs);
        waitedMs += pauseMs;
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      }
    } finally {
      if (waitedMs > 0) this.#onWaiting(false);
    }
  }
}
