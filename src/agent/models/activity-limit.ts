/** How long a stream may be silent, in milliseconds. */
export interface SilenceLimits {
  /** Before anything comes: a server may have to load the model first. */
  readonly firstMs: number;
  /** Between two pieces. */
  readonly nextMs: number;
}

export const defaultSilence: SilenceLimits = { firstMs: 240_000, nextMs: 60_000 };

/** Aborts its signal when nothing is heard for too long, or when `outer` aborts. */
export class ActivityLimit {
  readonly signal: AbortSignal;
  /** Whether it was silence that ended it. */
  isStalled = false;
  readonly #nextMs: number;
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout;

  constructor(outer: AbortSignal, { firstMs, nextMs }: SilenceLimits) {
    this.signal = AbortSignal.any([outer, this.#controller.signal]);
    this.#nextMs = nextMs;
    this.#timer = this.#start(firstMs);
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start(this.#nextMs);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #start(limitMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.isStalled = true;
      this.#controller.abort();
    }, limitMs);
  }
}
