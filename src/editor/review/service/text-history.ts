import { createHash } from 'node:crypto';
import type { Content } from '../../../review/content.js';
import type { FileState } from '../../../review/snapshot/file-state.js';

const keptTexts = 50;

/**
 * What the past of a file was when it had a certain text, so that the editor's own undo and redo bring the past back
 * together with the text.
 */
export class TextHistory {
  readonly #byPath = new Map<string, Map<string, FileState>>();

  note(path: string, now: Content, before: FileState): void {
    const texts = this.#byPath.get(path) ?? new Map<string, FileState>();
    this.#byPath.set(path, texts);
    const key = keyOf(now);
    // Put in anew, so that the oldest is the first to go.
    texts.delete(key);
    texts.set(key, before);
    const oldest = texts.keys().next();
    if (texts.size > keptTexts && oldest.done !== true) texts.delete(oldest.value);
  }

  before(path: string, now: Content): FileState | undefined {
    return this.#byPath.get(path)?.get(keyOf(now));
  }
}

function keyOf(content: Content): string {
  return content === null ? 'none' : createHash('sha1').update(content).digest('hex');
}
