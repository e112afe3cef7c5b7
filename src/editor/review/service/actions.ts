import type { Evidence } from '../../../evidence/evidence.js';
import { UserError } from '../../../learning/user-error.js';
import { isSameContent } from '../../../review/content.js';
import type { Hunk } from '../../../review/hunk.js';
import { rejectHunks } from '../../../review/judge-hunks.js';
import { mergeEdits } from '../../../review/merge-edits.js';
import type { FileState } from '../../../review/snapshot/file-state.js';
import { undoRun } from '../../../review/undo-run.js';
import { asError } from '../../log.js';
import type { UndoneRun } from '../review.js';
import type { EditWatch } from './edit-watch.js';
import type { PendingEdit } from './pending-edits.js';
import type { PlaceReview } from './place-review.js';
import { putInPlace } from './put-in-place.js';
import type { FileStep, Step } from './steps.js';

/** Some edits of a file, or with `hunkIds` left out all of them. */
export interface Selection {
  readonly path: string;
  readonly hunkIds?: readonly string[];
}

/** What a person does with the pending edits of one place; each is one step that can be taken back. */
export class Actions {
  readonly #place: PlaceReview;
  readonly #watch: EditWatch;

  constructor(place: PlaceReview, watch: EditWatch) {
    this.#place = place;
    this.#watch = watch;
  }

  async keep(selections: readonly Selection[], isBulk: boolean): Promise<void> {
    const { review, verdicts } = this.#place;
    await this.#judge('keep', selections, null, async (edit, hunks, told) => {
      told.push(...verdicts.judge(edit, hunks, 'kept', { cause: isBulk ? 'bulk' : 'person' }));
      await review.keep(edit, hunks);
      return { past: review.edits.get(edit.path)?.before ?? edit.now, now: edit.now };
    });
  }

  /** @throws {UserError} naming the files that could not be put back; the others were */
  async reject(selections: readonly Selection[], isBulk: boolean, reason: string | undefined): Promise<void> {
    const { review, verdicts } = this.#place;
    await this.#judge('reject', selections, reason ?? null, async (edit, hunks, told) => {
      const content = rejectHunks(edit.before.content, edit.now.content, hunks);
      const isWhole = isSameContent(content, edit.before.content);
      const now = { content, executable: (isWhole ? edit.before : edit.now).executable };
      await this.#put(edit.path, edit.now, now);
      told.push(...verdicts.judge(edit, hunks, 'rejected', { cause: isBulk ? 'bulk' : 'person', reason }));
      await review.replace({ ...edit, now });
      return { past: edit.before, now };
    });
  }

  /** Puts every file that a run changed back to before it; what somebody changed there since then stays. */
  async undoRun(runId: string): Promise<UndoneRun> {
    const { review, verdicts, parts, steps } = this.#place;
    return review.inOrder(async () => {
      const files: FileStep[] = [];
      const conflicts: string[] = [];
      for (const layer of await parts.ofRun(runId)) {
        const { path } = layer;
        const from = await review.knownState(path);
        if (from === undefined) {
          conflicts.push(path);
          continue;
        }
        const past = review.edits.get(path)?.before ?? from;
        const now = stateWithout(layer, from);
        if (now === undefined) {
          conflicts.push(path);
        } else if (!isSameContent(now.content, from.content) || now.executable !== from.executable) {
          await this.#put(path, from, now);
          const to = stateWithout(layer, past) ?? now;
          await review.replace({ path, before: to, now });
          files.push({ path, past: { from: past, to }, now: { from, to: now } });
        }
      }
      if (files.length > 0) {
        const undone: Evidence = { kind: 'undone', at: new Date().toISOString(), undone: true };
        verdicts.tell(runId, [undone]);
        const label = `Undo of a run in ${counted(files.length, 'file')}`;
        await steps.add({ kind: 'undoRun', label, files, told: [{ runId, evidence: undone }], reason: null });
      }
      return { restored: files.map(({ path }) => path), conflicts };
    });
  }

  /** Lets the edits that a run wrote be a part of their files' past, without a word on them. */
  async release(runId: string): Promise<void> {
    const { lines, review } = this.#place;
    await review.inOrder(async () => {
      for (const edit of review.edits.all()) {
        const owners = lines.ownersOf(edit);
        const written = review.edits.hunksOf(edit).hunks.filter((_, index) => owners[index] === runId);
        if (written.length > 0) await review.keep(edit, written);
      }
    });
  }

  /** @throws {UserError} naming files that were edited since then and were left alone; the others were brought back */
  async undo(): Promise<void> {
    const { review, steps, verdicts } = this.#place;
    await review.inOrder(async () => {
      const step = await steps.takeLast();
      if (step === undefined) return;
      const failed: string[] = [];
      for (const file of step.files) {
        await this.#takeBack(file).catch((error: unknown) => failed.push(asError(error).message));
      }
      const at = new Date().toISOString();
      for (const { runId, evidence } of step.told) {
        if (evidence.kind === 'review') verdicts.tell(runId, [{ ...evidence, at, verdict: 'open' }]);
        if (evidence.kind === 'undone') verdicts.tell(runId, [{ ...evidence, at, undone: false }]);
      }
      if (failed.length > 0) throw new UserError(failed.join(' '));
    });
  }

  async #takeBack({ path, past, now }: FileStep): Promise<void> {
    const { review } = this.#place;
    const from = await review.knownState(path);
    if (from === undefined) throw new Error(`${path} cannot be read.`);
    const merged = mergeEdits(now.to.content, from.content, now.from.content);
    if (merged.refused.length > 0) throw new Error(`${path} was edited since then, so it was left as it is.`);
    const isPlain = isSameContent(from.content, now.to.content);
    const to = { content: merged.content, executable: (isPlain ? now.from : from).executable };
    const current = review.edits.get(path)?.before ?? from;
    const before = mergeEdits(past.to.content, current.content, past.from.content).content;
    if (!isSameContent(from.content, to.content) || from.executable !== to.executable) {
      await this.#put(path, from, to);
    }
    await review.replace({ path, before: { content: before, executable: past.from.executable }, now: to });
  }

  async #put(path: string, from: FileState, to: FileState): Promise<void> {
    const { checkout } = this.#place.place;
    await putInPlace({ checkout, path, uri: this.#place.uriOf(path) }, { from, to }, this.#watch);
  }

  async #judge(
    kind: 'keep' | 'reject',
    selections: readonly Selection[],
    reason: string | null,
    judge: (
      edit: PendingEdit,
      hunks: readonly Hunk[],
      told: Step['told'][number][],
    ) => Promise<{ readonly past: FileState; readonly now: FileState }>,
  ): Promise<void> {
    const { review, steps } = this.#place;
    await review.inOrder(async () => {
      const files: FileStep[] = [];
      const told: Step['told'][number][] = [];
      const failed: string[] = [];
      let count = 0;
      for (const { path, hunkIds } of selections) {
        const edit = review.edits.get(path);
        const hunks = edit === undefined ? [] : this.#chosen(edit, hunkIds);
        if (hunks.length < (hunkIds?.length ?? 1))
          failed.push(`An edit of ${path} has just changed. Look at it again.`);
        if (edit === undefined || hunks.length === 0) continue;
        try {
          const to = await judge(edit, hunks, told);
          count += hunks.length;
          files.push({ path, past: { from: edit.before, to: to.past }, now: { from: edit.now, to: to.now } });
        } catch (error) {
          failed.push(asError(error).message);
        }
      }
      if (files.length > 0) {
        const label = `${kind === 'keep' ? 'Keep' : 'Reject'} ${counted(count, 'edit')}`;
        await steps.add({ kind, label, files, told, reason });
      }
      if (failed.length > 0) throw new UserError(failed.join(' '));
    });
  }

  #chosen(edit: PendingEdit, hunkIds: readonly string[] | undefined): Hunk[] {
    const { hunks, ids } = this.#place.review.edits.hunksOf(edit);
    if (hunkIds === undefined) return [...hunks];
    const wanted = new Set(hunkIds);
    return hunks.filter((_, index) => wanted.has(ids[index] ?? ''));
  }
}

/** A file without what a run did to it; undefined where later edits touch the run's lines. */
function stateWithout(
  layer: { readonly before: FileState; readonly after: FileState },
  state: FileState,
): FileState | undefined {
  const undone = undoRun({ before: layer.before.content, after: layer.after.content }, state.content);
  if (undone.outcome === 'conflict') return undefined;
  const hasItsMode = state.executable === layer.after.executable;
  return { content: undone.content, executable: hasItsMode ? layer.before.executable : state.executable };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
