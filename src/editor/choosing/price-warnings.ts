import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';

/** Tells, once a window, of prices in the models' index that are probably a slip, and mends them by one click. */
export class PriceWarnings {
  readonly #engine: AsyncEngine;
  readonly #told = new Set<string>();

  constructor(engine: AsyncEngine) {
    this.#engine = engine;
  }

  /** Looks at the prices of a ledger; the models are used all the same. */
  async check(root: string): Promise<void> {
    for (const { model, writtenUsd, listUsd, message } of await this.#engine.priceWarnings(root)) {
      const key = `${root} ${model} ${writtenUsd}`;
      if (this.#told.has(key)) continue;
      this.#told.add(key);
      const mend = `Write $${listUsd}`;
      const pressed = await vscode.window.showWarningMessage(message, mend);
      if (pressed === mend) await this.#engine.setPrice(root, model, listUsd);
    }
  }
}
