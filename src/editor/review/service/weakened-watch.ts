import type { AsyncEngine } from '../../../engine/engine-client.js';
import type { Weakened } from '../../../evidence/weakened/weakened.js';
import type { Disposable } from '../../disposable-store.js';
import type { CheckoutReview } from './checkout-review.js';
import type { RunParts } from './run-parts.js';
import { WeakenedEdits } from './weakened-edits.js';
import { WeakenedRuns } from './weakened-runs.js';

const leastPauseMs = 400;
/** Looking takes at most this part of the engine's time. */
const share = 0.2;

export interface WeakenedWatchPorts {
  readonly engine: AsyncEngine;
  readonly review: CheckoutReview;
  readonly parts: RunParts;
  /** Told when something else is found in pending edits. */
  readonly changed: () => void;
  /** Told when edits could not be looked at. */
  readonly failed: (error: unknown) => void;
}

/** Has edits looked at for weakened checks, some moments after they came, went or moved. */
export class WeakenedWatch implements Disposable {
  readonly #paths = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #pauseMs = leastPauseMs;
  #looking: Promise<void> = Promise.resolve();
  readonly #edits: WeakenedEdits;
  readonly #runs: WeakenedRuns;
  readonly #ports: WeakenedWatchPorts;

  constructor(root: string, ports: WeakenedWatchPorts) {
    const { engine, parts, review } = ports;
    this.#edits = new WeakenedEdits(root, engine, review.edits);
    this.#runs = new WeakenedRuns(root, engine, parts, (path) => review.knownState(path));
    this.#ports = ports;
  }

  /** What the pending edits of a file weaken, as far as it is known; the same list until something else is found. */
  in(path: string): readonly Weakened[] {
    return this.#edits.in(path);
  }

  noticed(path: string): void {
    this.#paths.add(path);
    this.#timer ??= setTimeout(() => void this.#look(), this.#pauseMs);
  }

  /** Resolves when what the pending edits of now weaken is known. */
  async known(): Promise<void> {
    await this.#do(() => this.#lookAtEdits());
  }

  /** Resolves when the ledger knows what runs weaken, the one given as well. */
  async flush(runId: string | undefined): Promise<void> {
    await this.#look();
    if (runId !== undefined) await this.#do(() => this.#runs.lookAt(runId));
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const paths = [...this.#paths];
    this.#paths.clear();
    if (paths.length === 0) return;
    const beganAt = performance.now();
    await this.#do(async () => {
      await this.#lookAtEdits();
      await this.#runs.look(paths);
    });
    this.#pauseMs = Math.max(leastPauseMs, (performance.now() - beganAt) / share);
  }

  async #lookAtEdits(): Promise<void> {
    if (await this.#edits.look()) this.#ports.changed();
  }

  /** One after the other, so that the newest look has the last word. */
  async #do(look: () => Promise<void>): Promise<void> {
    this.#looking = this.#looking.then(look).catch(this.#ports.failed);
    await this.#looking;
  }
}
