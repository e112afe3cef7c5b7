import { ownerOf } from '../../../review/attribution.js';
import { linesOf, type PendingEdit, type PendingEdits } from './pending-edits.js';
import type { RunParts } from './run-parts.js';
import type { Verdicts } from './verdicts.js';

const tellAfterMs = 500;

/** Finds out which run wrote which pending edit, and tells runs how many of their lines wait for a word. */
export class PendingLines {
  readonly #owners = new WeakMap<PendingEdit, readonly (string | null)[]>();
  readonly #told = new Map<string, number>();
  readonly #edits: PendingEdits;
  readonly #parts: RunParts;
  readonly #verdicts: Verdicts;
  #timer: NodeJS.Timeout | undefined;

  constructor(edits: PendingEdits, parts: RunParts, verdicts: Verdicts) {
    this.#edits = edits;
    this.#parts = parts;
    this.#verdicts = verdicts;
  }

  /** The run that wrote each hunk of an edit last; null where none is known. */
  ownersOf(edit: PendingEdit): readonly (string | null)[] {
    const known = this.#owners.get(edit);
    if (known !== undefined) return known;
    const { hunks } = this.#edits.hunksOf(edit);
    const owners = ownerOf(hunks, edit.now.content, this.#parts.layersOf(edit.path));
    this.#owners.set(edit, owners);
    return owners;
  }

  /** Something became pending or ceased to be; many such moments are told at once. */
  look(): void {
    this.#timer ??= setTimeout(() => {
      this.flush();
    }, tellAfterMs);
  }

  /** Tells what has changed, at once. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const at = new Date().toISOString();
    const counts = new Map([...this.#told.keys()].map((runId) => [runId, 0]));
    for (const edit of this.#edits.all()) {
      const owners = this.ownersOf(edit);
      this.#edits.hunksOf(edit).hunks.forEach((hunk, index) => {
        const runId = owners[index];
        if (typeof runId === 'string') counts.set(runId, (counts.get(runId) ?? 0) + linesOf(hunk));
      });
    }
    for (const [runId, lines] of counts) {
      if (this.#told.get(runId) === lines) continue;
      this.#told.set(runId, lines);
      this.#verdicts.tell(runId, [{ kind: 'pending', at, lines }]);
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
