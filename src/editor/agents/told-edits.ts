interface Told {
  readonly runId: string;
  readonly atMs: number;
}

/** Which run said last that it edited a file. */
export class ToldEdits {
  readonly #byPath = new Map<string, Told>();
  #waiting: (() => void)[] = [];
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** @param paths all that the run has told of, earlier ones included */
  tell(root: string, runId: string, paths: readonly string[], known: number): void {
    for (const path of paths.slice(known))
      this.#byPath.set(keyOf(root, path), { runId, atMs: this.#clock() });
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** The run that told of a file last, within so many milliseconds. */
  lately(root: string, path: string, ms: number): string | undefined {
    const told = this.#byPath.get(keyOf(root, path));
    return told !== undefined && this.#clock() - told.atMs <= ms ? told.runId : undefined;
  }

  /** Resolves when something is told, or after so many milliseconds. */
  async next(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

function keyOf(root: string, path: string): string {
  return `${root}\n${path}`;
}
