import { isSameContent } from '../../../review/content.js';
import { followEdit } from '../../../review/follow-edit.js';
import type { FileState } from '../../../review/snapshot/file-state.js';
import type { PendingEdit } from './pending-edits.js';

/** Pending edits that git has put away, by `git stash` or on its way to another commit, until they come back. */
export class PutAwayEdits {
  readonly #edits = new Map<string, PendingEdit>();

  note(edit: PendingEdit): void {
    this.#edits.set(edit.path, edit);
  }

  has(path: string): boolean {
    return this.#edits.has(path);
  }

  /** What the file was before its edits, where `now` has them again; undefined where it has not. */
  takeBack(path: string, now: FileState): FileState | undefined {
    const edit = this.#edits.get(path);
    if (edit === undefined) return undefined;
    // What came back, without the edits, on top of whatever commit is checked out now.
    const content = followEdit(now.content, edit.now.content, edit.before.content);
    if (isSameContent(content, now.content)) return undefined;
    this.#edits.delete(path);
    const isSameMode = now.executable === edit.now.executable;
    return { content, executable: isSameMode ? edit.before.executable : now.executable };
  }
}
