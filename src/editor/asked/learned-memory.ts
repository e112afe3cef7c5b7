import type { Memento } from 'vscode';
import type { Place } from '../ledger/places.js';

/** What was written last into which instruction file of a checkout: what a person changes there is theirs. */
export class LearnedMemory {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  /** Contents by path. */
  all(place: Place): ReadonlyMap<string, string> {
    return new Map(Object.entries(this.#state.get<Record<string, string>>(keyOf(place)) ?? {}));
  }

  get(place: Place, path: string): string | undefined {
    return this.all(place).get(path);
  }

  /** @param content undefined where the file tells nothing of ours any more */
  async set(place: Place, path: string, content: string | undefined): Promise<void> {
    const all = new Map(this.all(place));
    if (content === undefined) all.delete(path);
    else all.set(path, content);
    await this.#state.update(keyOf(place), all.size === 0 ? undefined : Object.fromEntries(all));
  }
}

function keyOf({ checkout }: Place): string {
  return `learnedBlocks:${checkout}`;
}
