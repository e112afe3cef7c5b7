import { SecretFinder } from '../../learning/dataset/secret-finder.js';

const placeholder = /^<secret:[\w-]+>$/;

/**
 * Replaces secrets by `<secret:KIND>`. Names and paths stay as they are: what is sent must be found again in the file when it
 * comes back in an edit.
 */
export class SecretScreen {
  readonly #finder = new SecretFinder();
  #replaced = 0;

  /** How many were replaced so far. */
  get replaced(): number {
    return this.#replaced;
  }

  clean(text: string): string {
    let result = '';
    let from = 0;
    for (const { kind, start, end } of this.#finder.find(text)) {
      if (placeholder.test(text.slice(start, end))) continue;
      result += `${text.slice(from, start)}<secret:${kind}>`;
      from = end;
      this.#replaced += 1;
    }
    return result + text.slice(from);
  }
}
