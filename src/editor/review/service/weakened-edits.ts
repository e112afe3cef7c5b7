import type { AsyncEngine } from '../../../engine/engine-client.js';
import type { Weakened } from '../../../evidence/weakened/weakened.js';
import { changedTexts } from './changed-text.js';
import type { PendingEdits } from './pending-edits.js';

type Found = ReadonlyMap<string, readonly Weakened[]>;

const none: readonly Weakened[] = [];

/** What the pending edits of a checkout weaken, as it was when they were looked at last. */
export class WeakenedEdits {
  #found: Found = new Map();
  readonly #root: string;
  readonly #engine: AsyncEngine;
  readonly #edits: PendingEdits;

  constructor(root: string, engine: AsyncEngine, edits: PendingEdits) {
    this.#root = root;
    this.#engine = engine;
    this.#edits = edits;
  }

  /** The same list until something else is found. */
  in(path: string): readonly Weakened[] {
    return this.#found.get(path) ?? none;
  }

  /** Looks at all edits, and answers whether something else is found than before. */
  async look(): Promise<boolean> {
    const files = this.#edits
      .all()
      .flatMap(({ path, before, now }) => changedTexts(path, before.content, now.content));
    const found = files.length === 0 ? none : await this.#engine.findWeakened(this.#root, files);
    if (JSON.stringify(found) === JSON.stringify([...this.#found.values()].flat())) return false;
    this.#found = byPath(found);
    return true;
  }
}

/** In the order of the list, which is by path. */
export function byPath(weakened: readonly Weakened[]): Found {
  const found = new Map<string, Weakened[]>();
  for (const each of weakened) found.set(each.path, [...(found.get(each.path) ?? []), each]);
  return found;
}
