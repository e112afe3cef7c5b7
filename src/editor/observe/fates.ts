import type { Evidence } from '../../evidence/evidence.js';
import type { AsyncEngine } from '../../engine/engine-client.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import { asError, type Logger } from '../log.js';
import type { ReviewService } from '../review/service/review-service.js';
import type { RunTracker } from '../runs/run-tracker.js';
import { Fate } from './fate.js';

export interface FatesParts {
  readonly engine: AsyncEngine;
  readonly tracker: RunTracker;
  readonly review: ReviewService;
}

/** Tells runs what became of their edits: after 5 and 15 minutes, and with each commit. */
export class Fates implements Feature {
  readonly name = 'fate of edits';
  readonly #byRoot = new Map<string, Fate>();
  readonly #parts: FatesParts;
  readonly #log: Logger;

  constructor(parts: FatesParts, log: Logger) {
    this.#parts = parts;
    this.#log = log;
  }

  register(): Disposable {
    const { review, tracker } = this.#parts;
    const registered = new DisposableStore();
    registered.add({
      dispose: () => {
        for (const fate of this.#byRoot.values()) fate.dispose();
      },
    });
    registered.add(
      tracker.onDidChange(() => {
        for (const { place, recent } of tracker.all()) this.#at(place.root).follow(recent);
      }),
    );
    registered.add(
      review.onDidCommit(({ root, ...commit }) => {
        const runs = tracker.at(root)?.recent ?? [];
        this.#at(root)
          .committed(runs, commit)
          .catch((error: unknown) => {
            this.#log.warn(`what a commit kept is not known: ${asError(error).message}`);
          });
      }),
    );
    return registered;
  }

  #at(root: string): Fate {
    const known = this.#byRoot.get(root);
    if (known !== undefined) return known;
    const { engine, review } = this.#parts;
    const fate = new Fate({
      files: (runId, commit) => review.writtenFiles(root, runId, commit),
      tell: async (runId: string, evidence: Evidence) => {
        try {
          await engine.observe(root, runId, [evidence]);
        } catch (error) {
          this.#log.warn(`not recorded: ${asError(error).message}`);
        }
      },
      now: () => Date.now(),
    });
    this.#byRoot.set(root, fate);
    return fate;
  }
}
