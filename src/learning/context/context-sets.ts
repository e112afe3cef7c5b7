import { withValue } from '../variants/edit-variants.js';
import type { VariantsProjection } from '../variants/variants-projection.js';

/** Edits of the context sets' index. Each is one step of a transaction that the caller holds. */
export class ContextSets {
  readonly #projection: VariantsProjection;

  constructor(projection: VariantsProjection) {
    this.#projection = projection;
  }

  /** Takes a source out of every context set that has others. */
  retireSource(source: string): void {
    this.#projection.edit('context', (text, entries) =>
      entries.reduce((edited, { sources }, index) => {
        const at = sources.findIndex((each) => each.source === source);
        return at < 0 || sources.length === 1 ? edited : withValue(edited, [index, 'sources', at], undefined);
      }, text),
    );
  }
}
