import { isSameContent } from '../../../review/content.js';
import type { Hunk } from '../../../review/hunk.js';
import { hunkIds } from '../../../review/hunk-id.js';
import { hunksBetween } from '../../../review/hunks-between.js';
import type { FileState } from '../../../review/snapshot/file-state.js';

/** A file with pending edits: what it was before them, and what it is. */
export interface PendingEdit {
  readonly path: string;
  readonly before: FileState;
  readonly now: FileState;
}

/** The hunks of a file with their ids, in the order of their lines. */
export interface IdentifiedHunks {
  readonly hunks: readonly Hunk[];
  readonly ids: readonly string[];
}

/** Where only the permissions changed. */
const permissionsOnly: Hunk = { before: { start: 0, count: 0 }, after: { start: 0, count: 0 } };

function isPending({ before, now }: { before: FileState; now: FileState }): boolean {
  const isSameMode = now.content === null || before.content === null || before.executable === now.executable;
  return !isSameMode || !isSameContent(before.content, now.content);
}

/** The pending edits of one checkout, by path; comparing is done once for each content. */
export class PendingEdits {
  readonly #edits = new Map<string, PendingEdit>();
  readonly #hunks = new WeakMap<PendingEdit, IdentifiedHunks>();

  all(): readonly PendingEdit[] {
    return [...this.#edits.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  get(path: string): PendingEdit | undefined {
    return this.#edits.get(path);
  }

  /** Takes in what a file was and is; one without a difference is not pending any more. */
  set(edit: PendingEdit): PendingEdit | undefined {
    if (!isPending(edit)) {
      this.#edits.delete(edit.path);
      return undefined;
    }
    this.#edits.set(edit.path, edit);
    return edit;
  }

  /** Lets everything that was worked out about the edits be worked out anew. */
  renew(): void {
    for (const [path, edit] of this.#edits) this.#edits.set(path, { ...edit });
  }

  hunksOf(edit: PendingEdit): IdentifiedHunks {
    const known = this.#hunks.get(edit);
    if (known !== undefined) return known;
    const [before, now] = [edit.before.content, edit.now.content];
    const differing = hunksBetween(before, now);
    const hunks = differing.length > 0 ? differing : [permissionsOnly];
    const identified = { hunks, ids: hunkIds(before, now, hunks) };
    this.#hunks.set(edit, identified);
    return identified;
  }
}

/** Added and removed lines of a hunk together; a file that changed without lines counts as one. */
export function linesOf({ before, after }: Hunk): number {
  return Math.max(1, before.count + after.count);
}
