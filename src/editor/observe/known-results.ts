import type * as vscode from 'vscode';
import type { CommandEvidence } from '../../evidence/evidence.js';

const keptResults = 12;

/** What checks said last while no edits of a run were under way: what was red already. In the editor's own storage. */
export class KnownResults {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** As evidence for a run that begins now, oldest first. */
  at(root: string): readonly CommandEvidence[] {
    return this.#state.get<readonly CommandEvidence[]>(keyOf(root)) ?? [];
  }

  /** Takes the place of what the same check said before. */
  async note(root: string, results: readonly CommandEvidence[]): Promise<void> {
    const notes = results
      .filter(({ notCredited }) => notCredited === undefined)
      .map((result) => ({ ...withoutExcerpt(result), phase: 'before' as const }));
    if (notes.length === 0) return;
    const isReplaced = (old: CommandEvidence): boolean =>
      notes.some(({ source, check, label }) => {
        return source === old.source && check === old.check && label === old.label;
      });
    const others = this.at(root).filter((old) => !isReplaced(old));
    await this.#state.update(keyOf(root), [...others, ...notes].slice(-keptResults));
  }
}

function withoutExcerpt(result: CommandEvidence): CommandEvidence {
  const { excerpt, ...rest } = result;
  return excerpt === undefined ? result : rest;
}

function keyOf(root: string): string {
  return `known:${root}`;
}
