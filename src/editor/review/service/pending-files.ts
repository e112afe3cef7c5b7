import type { Weakened } from '../../../evidence/weakened/weakened.js';
import { isSameContent } from '../../../review/content.js';
import { isText } from '../../../review/lines.js';
import type { FileChange, PendingFile } from '../review.js';
import { hunkWarnings } from './hunk-warnings.js';
import type { PendingEdit } from './pending-edits.js';
import type { PlaceReview } from './place-review.js';

interface Shown {
  readonly file: PendingFile;
  readonly weakened: readonly Weakened[];
}

/** The pending edits of a place as views show them; each is worked out once. */
export class PendingFiles {
  readonly #shown = new WeakMap<PendingEdit, Shown>();
  readonly #place: PlaceReview;

  constructor(place: PlaceReview) {
    this.#place = place;
  }

  all(): PendingFile[] {
    const edits = this.#place.review.edits.all();
    const deleted = edits.filter(isDeleted);
    return edits.map((edit) => this.#named(edit, deleted));
  }

  at(path: string): PendingFile | undefined {
    const edit = this.#place.review.edits.get(path);
    const isNew = edit?.before.content === null;
    return edit && this.#named(edit, isNew ? this.#place.review.edits.all().filter(isDeleted) : []);
  }

  /** With the name that a new file had before, if it is one of the deleted ones. */
  #named(edit: PendingEdit, deleted: readonly PendingEdit[]): PendingFile {
    const shown = this.#show(edit);
    if (edit.before.content !== null) return shown;
    const former = deleted.find(({ before }) => isSameContent(before.content, edit.now.content));
    return former === undefined ? shown : { ...shown, renamedFrom: former.path };
  }

  #show(edit: PendingEdit): PendingFile {
    const weakened = this.#place.weakened.in(edit.path);
    const known = this.#shown.get(edit);
    if (known?.weakened === weakened) return known.file;
    const { root } = this.#place.place;
    const { hunks, ids } = this.#place.review.edits.hunksOf(edit);
    const owners = this.#place.lines.ownersOf(edit);
    const warnings = hunkWarnings(hunks, weakened);
    const file: PendingFile = {
      uri: this.#place.uriOf(edit.path),
      path: edit.path,
      root,
      change: changeOf(edit),
      hunks: hunks.map(({ before, after }, index) => ({
        id: ids[index] ?? '',
        startLine: after.start,
        addedLines: after.count,
        removedLines: before.count,
        runId: owners[index] ?? null,
        warnings: warnings[index] ?? [],
      })),
      isText: [edit.before.content, edit.now.content].every((content) => content === null || isText(content)),
      renamedFrom: undefined,
    };
    this.#shown.set(edit, { file, weakened });
    return file;
  }
}

function isDeleted({ now }: PendingEdit): boolean {
  return now.content === null;
}

function changeOf({ before, now }: PendingEdit): FileChange {
  if (before.content === null) return 'added';
  return now.content === null ? 'deleted' : 'modified';
}
