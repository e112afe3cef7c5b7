import { IntegerMap } from './integer-map.js';
import { mixed, textHash } from './text-hash.js';

/**
 * Divides examples for validation so that no task and no file is on both sides: examples that share either, directly or
 * through others, stay together. Groups are held back in an order that the seed decides, as long as they fit. Names are kept
 * as hashes: two that share one only keep more together.
 */
export class ValidationSplit {
  readonly #seed: number;
  /** For each example its parent in a forest of disjoint sets, itself for a root. */
  readonly #parents: number[] = [];
  readonly #memberByName = new IntegerMap();

  /** @param seed any integer; the same one divides the same examples in the same way */
  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Adds the next example. */
  add(task: string, files: readonly string[]): void {
    const example = this.#parents.length;
    this.#parents.push(example);
    for (const name of [`task ${task}`, ...files.map((file) => `file ${file}`)].map(textHash)) {
      const member = this.#memberByName.get(name);
      if (member === undefined) this.#memberByName.set(name, example);
      else this.#parents[this.#root(member)] = this.#root(example);
    }
  }

  /**
   * For each example, in the order it was added, whether it is held back.
   * @param share 0 to 0.5; less is held back where the groups are too large for it
   */
  heldBack(share: number): boolean[] {
    const roots = this.#parents.map((_, example) => this.#root(example));
    const sizes = new Map<number, number>();
    for (const root of roots) sizes.set(root, (sizes.get(root) ?? 0) + 1);
    let room = Math.round(roots.length * share);
    const held = new Set<number>();
    const rank = (root: number): number => mixed(root ^ mixed(this.#seed));
    for (const root of [...sizes.keys()].sort((a, b) => rank(a) - rank(b))) {
      const size = sizes.get(root) ?? 0;
      if (size > room) continue;
      held.add(root);
      room -= size;
    }
    return roots.map((root) => held.has(root));
  }

  /** Halves the path on its way, so that later walks are short. */
  #root(example: number): number {
    let at = example;
    for (;;) {
      const parent = this.#parents[at] ?? at;
      if (parent === at) return at;
      const next = this.#parents[parent] ?? parent;
      this.#parents[at] = next;
      at = next;
    }
  }
}
