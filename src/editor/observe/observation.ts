import type { AsyncEngine } from '../../engine/engine-client.js';
import type { RunView } from '../../learning/runs/run.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import { Exclusions } from '../files/exclusions.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place, Places } from '../ledger/places.js';
import { asError, type Logger } from '../log.js';
import type { RunMemory } from '../runs/run-memory.js';
import type { RunTracker } from '../runs/run-tracker.js';
import type { Settings } from '../settings.js';
import { RunObserver } from './run-observer.js';

interface Watch {
  readonly runId: string;
  readonly observer: RunObserver;
}

export interface ObservationParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly memory: RunMemory;
  readonly tracker: RunTracker;
  readonly settings: Settings;
}

/** Keeps one observer for each open run that this window may record, and none otherwise. */
export class Observation implements Feature {
  readonly name = 'observation';
  readonly #watches = new Map<string, Watch>();
  readonly #parts: ObservationParts;
  readonly #log: Logger;

  constructor(parts: ObservationParts, log: Logger) {
    this.#parts = parts;
    this.#log = log;
  }

  register(): Disposable {
    const registered = new DisposableStore();
    registered.add({
      dispose: () => {
        for (const root of [...this.#watches.keys()]) this.#stop(root);
      },
    });
    registered.add(
      this.#parts.tracker.onDidChange(() => {
        this.#follow();
      }),
    );
    return registered;
  }

  /** Resolves when what was seen of the run at `root` so far is in the ledger. */
  async flush(root: string): Promise<void> {
    await this.#watches.get(root)?.observer.flush();
  }

  /** The files that must not be looked at in a place. */
  exclusionsOf(place: Place): Exclusions {
    return new Exclusions(place.root, this.#parts.settings.excluded(place.folder));
  }

  #follow(): void {
    const { tracker, ledgers } = this.#parts;
    for (const [root, { runId }] of this.#watches) {
      if (tracker.at(root)?.open?.id !== runId) this.#stop(root);
    }
    for (const { place, open, ledger } of tracker.all()) {
      const mayRecord = ledgers.isWritable(place.root) && ledger.readOnlyReason === null;
      if (open !== null && mayRecord && !this.#watches.has(place.root)) this.#start(place, open);
    }
  }

  #start(place: Place, run: RunView): void {
    const { engine, places, memory, settings } = this.#parts;
    const { root, folder } = place;
    const observer = new RunObserver({
      root,
      run,
      places,
      memory,
      exclusions: this.exclusionsOf(place),
      observeTerminals: () => settings.get('observeTerminals', folder),
      send: async (evidence) => {
        try {
          await engine.observe(root, run.id, evidence);
        } catch (error) {
          this.#log.warn(`not recorded: ${asError(error).message}`);
        }
      },
    });
    this.#watches.set(root, { runId: run.id, observer });
  }

  #stop(root: string): void {
    this.#watches.get(root)?.observer.dispose();
    this.#watches.delete(root);
  }
}
