import type * as vscode from 'vscode';
import type { Baseline } from '../observe/baseline.js';

/** What this window must not forget of an open run when it reloads; kept by the editor, outside the workspace. */
export interface RunNotes {
  readonly root: string;
  readonly goal: string;
  /** The text of the prompt in use; null when it is not known. */
  readonly promptText: string | null;
  /** Errors that were there before the run changed anything. */
  readonly baseline: Baseline;
  /** Whether the run was opened by a burst of edits, and so ends by itself after some quiet. */
  readonly isAutomatic: boolean;
}

const prefix = 'run:';

/** Notes on open runs, by run id, in the editor's own storage. */
export class RunMemory {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** Undefined for a run that another window started. */
  get(runId: string): RunNotes | undefined {
    return this.#state.get<RunNotes>(prefix + runId);
  }

  async set(runId: string, notes: RunNotes): Promise<void> {
    await this.#state.update(prefix + runId, notes);
  }

  async drop(runId: string): Promise<void> {
    await this.#state.update(prefix + runId, undefined);
  }

  /** Drops the notes on every run at `root` but the open ones. */
  async keepOnly(root: string, openRunIds: readonly string[]): Promise<void> {
    const kept = new Set(openRunIds.map((id) => prefix + id));
    for (const key of this.#state.keys()) {
      const isOver =
        key.startsWith(prefix) && !kept.has(key) && this.#state.get<RunNotes>(key)?.root === root;
      if (isOver) await this.#state.update(key, undefined);
    }
  }
}
