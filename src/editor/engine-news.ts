import * as vscode from 'vscode';
import type { EngineClient } from '../engine/engine-client.js';
import { commandId } from './commands.js';
import { DisposableStore, type Disposable } from './disposable-store.js';
import type { Feature } from './feature.js';
import type { Logger } from './log.js';

/** Passes on what the engine says without being asked: to other parts, to the log and, rarely, to the person. */
export class EngineNews implements Feature {
  readonly name = 'engine news';
  readonly #told = new Set<string>();
  readonly #waiting = new Set<string>();
  readonly #waitingChanged = new vscode.EventEmitter<void>();
  readonly #ledgerChanged = new vscode.EventEmitter<string>();
  readonly #reported = new vscode.EventEmitter<string>();
  readonly #ledgerVanished = new vscode.EventEmitter<string>();
  readonly #client: EngineClient;
  readonly #log: Logger;

  readonly onDidChangeWaiting = this.#waitingChanged.event;
  /** Fires with the root of a ledger that somebody, perhaps another window, changed. */
  readonly onDidChangeLedger = this.#ledgerChanged.event;
  /** Fires with the root of a ledger to which an agent told something. */
  readonly onDidReport = this.#reported.event;
  /** Fires with the root of a ledger whose database was deleted while it was open. */
  readonly onDidLoseLedger = this.#ledgerVanished.event;

  constructor(client: EngineClient, log: Logger) {
    this.#client = client;
    this.#log = log;
  }

  /** Whether a call waits for another process to give the ledger free. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  register(): Disposable {
    const registered = new DisposableStore();
    registered.add(this.#waitingChanged);
    registered.add(this.#ledgerChanged);
    registered.add(this.#ledgerVanished);
    registered.add(this.#reported);
    registered.add(
      this.#client.onEvent((event) => {
        switch (event.type) {
          case 'changed':
            this.#ledgerChanged.fire(event.root);
            break;
          case 'reported':
            this.#reported.fire(event.root);
            break;
          case 'waiting':
            if (event.waiting) this.#waiting.add(event.root);
            else this.#waiting.delete(event.root);
            this.#waitingChanged.fire();
            break;
          case 'vanished':
            this.#ledgerVanished.fire(event.root);
            break;
          case 'notice':
            this.notice(event.message);
            break;
        }
      }),
    );
    registered.add(
      this.#client.onCrash((unrecorded) => {
        this.#crashed(unrecorded);
      }),
    );
    return registered;
  }

  /** Shows a notice, once. */
  notice(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    this.#log.warn(message);
    void vscode.window.showWarningMessage(message);
  }

  #crashed(unrecorded: readonly string[]): void {
    this.#waiting.clear();
    this.#waitingChanged.fire();
    this.#log.error(`the engine stopped; not recorded: ${unrecorded.join(', ') || 'nothing'}`);
    if (unrecorded.length === 0) return;
    const lost = [...new Set(unrecorded)].map((call) => lostInWords[call] ?? call).join(', ');
    const message = `Learning Loop’s engine stopped and was started again. This may not have been recorded: ${lost}.`;
    void vscode.window.showWarningMessage(message, 'Show Log').then((pressed) => {
      if (pressed !== undefined) void vscode.commands.executeCommand(commandId('showLog'));
    });
  }
}

const lostInWords: Readonly<Record<string, string>> = {
  suggest: 'a suggestion',
  ask: 'what an agent asked or told',
  startRun: 'the start of a run',
  observe: 'what was just seen',
  finishRun: 'the end of a run',
  setVerdict: 'a verdict',
  discardRun: 'the discarding of a run',
  forgetRun: 'the forgetting of a run',
};
