import type { Evidence } from '../../evidence/evidence.js';
import type { Disposable } from '../disposable-store.js';

/**
 * Gathers evidence and hands it on in groups, so that a burst of events is one write. Evidence whose making takes a
 * moment is waited for by `flush`.
 */
export class EvidenceBatch implements Disposable {
  #gathered: Evidence[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #sending: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  readonly #send: (evidence: readonly Evidence[]) => Promise<void>;
  readonly #delayMs: number;

  /** @param send must not reject */
  constructor(send: (evidence: readonly Evidence[]) => Promise<void>, delayMs: number) {
    this.#send = send;
    this.#delayMs = delayMs;
  }

  add(evidence: Evidence): void {
    this.#gathered.push(evidence);
    this.#timer ??= setTimeout(() => {
      this.#sendGathered();
    }, this.#delayMs);
  }

  /** Adds what `evidence` resolves to; a rejection adds nothing. */
  addLater(evidence: Promise<readonly Evidence[]>): void {
    const arrival = evidence
      .then(
        (all) => {
          all.forEach((each) => {
            this.add(each);
          });
        },
        () => undefined,
      )
      .finally(() => this.#underWay.delete(arrival));
    this.#underWay.add(arrival);
  }

  /** Resolves when everything that was added has been handed on. */
  async flush(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
    this.#sendGathered();
    await this.#sending;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #sendGathered(): void {
    this.dispose();
    const group = this.#gathered;
    this.#gathered = [];
    if (group.length > 0) this.#sending = this.#sending.then(() => this.#send(group));
  }
}
