import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { ownAgent } from '../../agent/run/own-agent.js';
import { commandId } from '../commands.js';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { Place } from '../ledger/places.js';
import { asError, type Logger } from '../log.js';
import type { AgentParts } from './agent-parts.js';
import { recoveryPorts } from './run-ports.js';

/** Closes, once for each ledger of this window, the runs of ours whose process had ended in the middle of them. */
export class InterruptedRuns implements Feature {
  readonly name = 'interrupted runs';
  readonly #looked = new Set<string>();
  readonly #parts: AgentParts;
  readonly #log: Logger;

  constructor(parts: AgentParts, log: Logger) {
    this.#parts = parts;
    this.#log = log;
  }

  register(): Disposable {
    const { ledgers, tracker } = this.#parts;
    return tracker.onDidChange(() => {
      for (const { place, ledger, open } of tracker.all()) {
        const { root } = place;
        if (this.#looked.has(root) || !ledgers.isWritable(root) || ledger.readOnlyReason !== null) continue;
        this.#looked.add(root);
        this.#recover(place, open?.author.agent === ownAgent).catch((error: unknown) => {
          this.#log.error(asError(error));
        });
      }
    });
  }

  async #recover(place: Place, hasOpenRun: boolean): Promise<void> {
    const journals = await readdir(join(place.root, '.agent', 'agent-runs')).catch(() => []);
    if (!hasOpenRun && journals.length === 0) return;
    const { code } = this.#parts;
    const { recoverRuns } = await code.load();
    const recovered = await recoverRuns(await recoveryPorts(place, this.#parts));
    await this.#parts.tracker.refresh(place);
    const files = new Set(recovered.flatMap((run) => (run.outcome === 'pending' ? run.files : [])));
    if (files.size === 0) return;
    const message = `A run of our agent was interrupted. What it changed in ${[...files].join(', ')} waits for your word.`;
    const pressed = await vscode.window.showInformationMessage(message, 'Review All');
    if (pressed !== undefined) await vscode.commands.executeCommand(commandId('reviewAll'));
  }
}
