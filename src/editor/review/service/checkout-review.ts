import { committedHunks } from '../../../review/committed.js';
import type { EditOrigin } from '../../../review/edit-origin.js';
import { followEdit } from '../../../review/follow-edit.js';
import { keepHunks } from '../../../review/judge-hunks.js';
import { restoredHunks } from '../../../review/restored.js';
import type { Hunk } from '../../../review/hunk.js';
import { isSameContent } from '../../../review/content.js';
import type { FileState } from '../../../review/snapshot/file-state.js';
import type { GitMove } from './git-moves.js';
import { PendingEdits, type PendingEdit } from './pending-edits.js';
import { PutAwayEdits } from './put-away-edits.js';
import type { RunParts } from './run-parts.js';
import { TextHistory } from './text-history.js';
import type { Verdicts } from './verdicts.js';

/** A file as it was before anybody but an agent's last edits, for files without pending ones. */
export interface Settled {
  /** Undefined for what is not covered. */
  contentAt(path: string): Promise<FileState | undefined>;
  set(path: string, state: FileState): Promise<void>;
  moveHead(commit: string): Promise<void>;
  /** The file as a commit has it. */
  committed(commit: string, path: string): Promise<FileState | undefined>;
}

export interface CheckoutReviewParts {
  readonly settled: Settled;
  readonly parts: RunParts;
  readonly verdicts: Verdicts;
  /** The run that an agent's edit of now belongs to. */
  readonly runFor: (path: string) => Promise<string | undefined>;
  readonly save: (edit: PendingEdit | undefined, path: string) => void;
  readonly changed: () => void;
}

/**
 * The pending edits of one checkout. Every change of a file passes through here once, in order: an agent's leaves the
 * file's past alone and so becomes pending, anybody else's goes into the past as well, except inside of a pending edit.
 */
export class CheckoutReview {
  readonly edits = new PendingEdits();
  readonly #history = new TextHistory();
  readonly #putAway = new PutAwayEdits();
  readonly #parts: CheckoutReviewParts;
  #queue: Promise<void> = Promise.resolve();

  constructor(parts: CheckoutReviewParts) {
    this.#parts = parts;
  }

  /** Another window says that a file is not pending any more. */
  settle(path: string): void {
    const edit = this.edits.get(path);
    if (edit !== undefined) this.#set({ ...edit, before: edit.now });
    this.#parts.changed();
  }

  /** What a file was before somebody changes it now. */
  async knownState(path: string): Promise<FileState | undefined> {
    return this.edits.get(path)?.now ?? (await this.#parts.settled.contentAt(path));
  }

  /** Runs one step after the ones before it. */
  async inOrder<T>(step: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(step);
    this.#queue = done.then(ignore, ignore);
    return done;
  }

  /**
   * Takes in that a file changed. Call it within `inOrder`.
   * @param before what it was, where that is better known than by what was seen last
   */
  async take(path: string, origin: EditOrigin, after: FileState, before?: FileState): Promise<void> {
    const pending = this.edits.get(path);
    const was = pending?.now ?? before ?? (await this.#parts.settled.contentAt(path));
    if (was === undefined || isSameState(was, after)) return;
    const remembered = this.#remembered(path, origin, after);
    if (remembered !== undefined) await this.replace({ path, before: remembered, now: after });
    else if (origin === 'agent') await this.#takeFromAgent(path, was, after);
    else if (pending === undefined) await this.#parts.settled.set(path, after);
    else await this.#follow(pending, origin, after);
  }

  /** Takes in that some edits were kept: they belong to the file's past now. */
  async keep(edit: PendingEdit, hunks: readonly Hunk[]): Promise<void> {
    const content = keepHunks(edit.before.content, edit.now.content, hunks);
    const isWhole = isSameContent(content, edit.now.content);
    const executable = isWhole ? edit.now.executable : edit.before.executable;
    await this.replace({ ...edit, before: { content, executable } });
  }

  /** Puts another past or present in the place of a file's. */
  async replace(edit: PendingEdit): Promise<void> {
    const pending = this.#set(edit);
    if (pending === undefined) await this.#parts.settled.set(edit.path, edit.now);
    this.#parts.save(pending, edit.path);
    this.#parts.changed();
  }

  /** Takes in a commit, or a move to another one. Call it within `inOrder`. */
  async gitMoved({ kind, commit }: Pick<GitMove, 'kind' | 'commit'>): Promise<void> {
    for (const edit of this.edits.all()) {
      const committed = await this.#parts.settled.committed(commit, edit.path);
      if (committed === undefined) continue;
      if (kind === 'commit') await this.#keepCommitted(edit, committed);
      else if (isSameState(edit.now, committed)) await this.replace({ ...edit, before: edit.now });
    }
    await this.#parts.settled.moveHead(commit);
  }

  /** Whether git put edits of a file away that have not come back. */
  hasPutAway(path: string): boolean {
    return this.#putAway.has(path);
  }

  /** The past of a file whose edits come back. */
  #remembered(path: string, origin: EditOrigin, after: FileState): FileState | undefined {
    if (origin === 'history') return this.#history.before(path, after.content);
    return origin === 'stash' ? this.#putAway.takeBack(path, after) : undefined;
  }

  async #takeFromAgent(path: string, was: FileState, after: FileState): Promise<void> {
    const run = await this.#parts.runFor(path);
    // Looked up again: the run may have taken a while to open.
    const before = this.edits.get(path)?.before ?? was;
    if (run !== undefined && this.#parts.parts.written(run, path, was, after)) {
      this.#parts.verdicts.tell(run, [{ kind: 'files', at: new Date().toISOString(), paths: [path] }]);
    }
    await this.replace({ path, before, now: after });
  }

  async #follow(pending: PendingEdit, origin: EditOrigin, after: FileState): Promise<void> {
    const [past, now] = [pending.before.content, pending.now.content];
    const gone = restoredHunks(past, now, after.content);
    if (gone.length > 0 && origin === 'stash') this.#putAway.note(pending);
    if (gone.length > 0 && (origin === 'typed' || origin === 'git')) {
      this.#parts.verdicts.judge(pending, gone, 'rejected', { cause: 'restored' });
    }
    const before = { ...pending.before, content: followEdit(past, now, after.content) };
    await this.replace({ path: pending.path, before, now: after });
  }

  async #keepCommitted(edit: PendingEdit, committed: FileState): Promise<void> {
    const kept = committedHunks(edit.before.content, edit.now.content, committed.content);
    if (kept.length === 0) return;
    this.#parts.verdicts.judge(edit, kept, 'kept', { cause: 'commit' });
    await this.keep(edit, kept);
  }

  #set(edit: PendingEdit): PendingEdit | undefined {
    this.#history.note(edit.path, edit.now.content, edit.before);
    return this.edits.set(edit);
  }
}

/** Whether bytes and permissions are the same. */
export function isSameState(one: FileState, other: FileState): boolean {
  const isSameMode = one.content === null || other.content === null || one.executable === other.executable;
  return isSameMode && isSameContent(one.content, other.content);
}

function ignore(): void {
  // The outcome is the caller's.
}
