import * as vscode from 'vscode';
import type { AgentFiles } from '../../agent/run/ports.js';
import type { Evidence } from '../../evidence/evidence.js';
import { UserError } from '../../learning/user-error.js';
import { isSameContent, type Content } from '../../review/content.js';
import { mergeEdits } from '../../review/merge-edits.js';
import type { Place, Places } from '../ledger/places.js';
import type { ReviewService } from '../review/service/review-service.js';

interface AgentFilesParts {
  readonly place: Place;
  readonly places: Places;
  readonly review: ReviewService;
  /** Writes to the disk, and records what it writes. */
  readonly recorded: AgentFiles;
}

/**
 * Files of a place as a person sees them: unsaved ones are saved before they are read or written, as VS Code does before a task.
 * What a run writes is pending in the review at once, as that run's.
 */
export class EditorFiles implements AgentFiles {
  readonly #parts: AgentFilesParts;
  /** What the model's edits were made for. */
  readonly #read = new Map<string, Content>();

  constructor(parts: AgentFilesParts) {
    this.#parts = parts;
  }

  list(): Promise<readonly string[]> {
    return this.#parts.recorded.list();
  }

  async read(path: string): Promise<Uint8Array | null> {
    await this.#save([path]);
    const content = await this.#parts.recorded.read(path);
    this.#read.set(path, content);
    return content;
  }

  isLink(path: string): Promise<boolean> {
    return this.#parts.recorded.isLink(path);
  }

  async layDown(runId: string, changes: ReadonlyMap<string, Content>): Promise<void> {
    const { place, recorded, review } = this.#parts;
    const paths = [...changes.keys()];
    await this.#save(paths);
    await review.writing(place.root, paths, async () =>
      recorded.layDown(runId, await this.#carriedOver(changes)),
    );
  }

  changedBy(runId: string): Promise<readonly string[]> {
    return this.#parts.recorded.changedBy(runId);
  }

  evidenceOf(runId: string): Promise<readonly Evidence[]> {
    return this.#parts.recorded.evidenceOf(runId);
  }

  async rollBack(runId: string): Promise<readonly string[]> {
    const { place, recorded, review } = this.#parts;
    const paths = await recorded.changedBy(runId);
    await this.#save(paths);
    return review.writing(place.root, paths, () => recorded.rollBack(runId));
  }

  /** The changes onto what somebody wrote since the files were read. */
  async #carriedOver(changes: ReadonlyMap<string, Content>): Promise<Map<string, Content>> {
    const carried = new Map<string, Content>();
    for (const [path, to] of changes) {
      const [from, now] = [this.#read.get(path) ?? null, await this.#parts.recorded.read(path)];
      const merged = isSameContent(from, now) ? { content: to, refused: [] } : mergeEdits(from, now, to);
      if (merged.refused.length > 0)
        throw new UserError(
          `${path} was changed at the same place meanwhile, so nothing was written. Try again.`,
        );
      carried.set(path, merged.content);
    }
    return carried;
  }

  async #save(paths: readonly string[]): Promise<void> {
    const { place, places } = this.#parts;
    const wanted = new Set(paths);
    for (const document of vscode.workspace.textDocuments) {
      const located = document.isDirty ? places.locate(document.uri) : undefined;
      if (located?.root !== place.root || !wanted.has(located.path)) continue;
      if (!(await document.save()))
        throw new UserError(`${located.path} has changes that could not be saved. Save it and try again.`);
    }
  }
}
