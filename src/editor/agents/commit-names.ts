import type { AsyncEngine } from '../../engine/engine-client.js';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { Places } from '../ledger/places.js';
import { asError, type Logger } from '../log.js';
import type { ReviewService } from '../review/service/review-service.js';

export interface CommitNamesParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly review: ReviewService;
}

/** Lets commits that name an agent say whose the run of their edits was, where nothing else did. */
export class CommitNames implements Feature {
  readonly name = 'agents that commits name';
  readonly #parts: CommitNamesParts;
  readonly #log: Logger;

  constructor(parts: CommitNamesParts, log: Logger) {
    this.#parts = parts;
    this.#log = log;
  }

  register(): Disposable {
    const { engine, places, review } = this.#parts;
    return review.onDidCommit(({ root, commit }) => {
      const place = places.at(root);
      if (place === undefined) return;
      engine.nameByCommit(root, place.checkout, commit).catch((error: unknown) => {
        this.#log.warn(`whose a commit is was not noted: ${asError(error).message}`);
      });
    });
  }
}
