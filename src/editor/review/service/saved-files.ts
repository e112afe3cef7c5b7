import { createHash } from 'node:crypto';
import type { AsyncEngine } from '../../../engine/engine-client.js';
import type { Content } from '../../../review/content.js';

/** What people saved in any window, by its bytes: a file that one window finds changed may be their doing in another. */
export class SavedFiles {
  readonly #noted = new Map<string, string>();
  readonly #root: string;
  readonly #checkout: string;
  readonly #engine: AsyncEngine;

  constructor(root: string, checkout: string, engine: AsyncEngine) {
    this.#root = root;
    this.#checkout = checkout;
    this.#engine = engine;
  }

  async note(path: string, content: Uint8Array): Promise<void> {
    const hash = savedBlobOf(content);
    if (this.#noted.get(path) === hash) return;
    this.#noted.set(path, hash);
    await this.#engine.noteSave(this.#root, this.#checkout, path, hash);
  }

  async has(path: string, content: Content): Promise<boolean> {
    return this.#engine.wasSaved(this.#root, this.#checkout, path, savedBlobOf(content));
  }
}

/** How a save of a content is noted, or of a file's removal, where it is null. */
export function savedBlobOf(content: Content): string {
  return content === null ? 'removed' : createHash('sha256').update(content).digest('hex');
}
