import type { Edit, Refusal } from './edit.js';
import { refusalOf, refused, type Refused } from './refusal.js';
import { withSafePaths } from './with-safe-paths.js';

/** More are not reviewed by anybody. */
const maxEdits = 1000;
const tooMany = refused('too-large', `The reply has more than ${maxEdits} edits. Make fewer at a time.`);

/** What a reply asks for, in its order. */
export class CollectedEdits {
  readonly #edits: Edit[] = [];
  readonly #refusals: Refusal[] = [];

  get isEmpty(): boolean {
    return this.#edits.length + this.#refusals.length === 0;
  }

  get hasTooMany(): boolean {
    return this.#edits.length + this.#refusals.length > maxEdits;
  }

  /** All of them, or none where a path is not one of the workspace. */
  add(...edits: readonly Edit[]): void {
    const checked = edits.map(withSafePaths);
    const refusal = checked.find((each) => 'code' in each);
    if (refusal !== undefined) this.#refusals.push(refusal);
    else for (const edit of checked) if ('kind' in edit) this.#edits.push(edit);
  }

  /** @param index of the line of the reply where the edit begins */
  refuse(path: string | null, index: number, reason: Refused): void {
    this.#refusals.push(refusalOf(path, index + 1, reason));
  }

  /** None where there are too many. */
  all(): { readonly edits: readonly Edit[]; readonly refusals: readonly Refusal[] } {
    if (this.hasTooMany) return { edits: [], refusals: [refusalOf(null, 1, tooMany)] };
    return { edits: this.#edits, refusals: this.#refusals };
  }
}
