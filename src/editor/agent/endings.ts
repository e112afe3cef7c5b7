import type { RunView } from '../../learning/runs/run.js';

/** Tells who waits for it that a run of ours is over. */
export class Endings {
  readonly #waiting = new Map<string, (run: RunView) => void>();

  /** Resolves with the run once it is over. */
  of(runId: string): Promise<RunView> {
    return new Promise((resolve) => this.#waiting.set(runId, resolve));
  }

  over(run: RunView): void {
    this.#waiting.get(run.id)?.(run);
    this.#waiting.delete(run.id);
  }
}
