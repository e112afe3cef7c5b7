import type * as vscode from 'vscode';
import type { RecognisedCheck } from '../../evidence/check-command.js';

/** A command that a person agreed to let run. */
export interface AgreedCheck {
  readonly check: RecognisedCheck;
  readonly commandLine: string;
  /** What the project's files made of it when the person agreed. */
  readonly definition: string;
}

/** The checks that a person set up, for each ledger, in the editor's own storage, which no repository can write. */
export class AgreedChecks {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** Empty while none are set up. */
  at(root: string): readonly AgreedCheck[] {
    return this.#state.get<readonly AgreedCheck[]>(keyOf(root)) ?? [];
  }

  async set(root: string, checks: readonly AgreedCheck[]): Promise<void> {
    await this.#state.update(keyOf(root), checks);
  }
}

function keyOf(root: string): string {
  return `checks:${root}`;
}
