import * as vscode from 'vscode';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { RunTracker } from './run-tracker.js';

/** Tells menus whether a run is open, and whether there are runs, or a ledger at all. */
export class RunContextKeys implements Feature {
  readonly name = 'context keys';
  readonly #tracker: RunTracker;

  constructor(tracker: RunTracker) {
    this.#tracker = tracker;
  }

  register(): Disposable {
    return this.#tracker.onDidChange(() => {
      const all = this.#tracker.all();
      const isOpen = all.some(({ open }) => open !== null);
      const hasRuns = isOpen || all.some(({ recent }) => recent.length > 0);
      void vscode.commands.executeCommand('setContext', 'learningLoop.hasLedger', all.length > 0);
      void vscode.commands.executeCommand('setContext', 'learningLoop.runOpen', isOpen);
      void vscode.commands.executeCommand('setContext', 'learningLoop.hasRuns', hasRuns);
    });
  }
}
