import type * as vscode from 'vscode';
import type { Keys } from '../../agent/models/keys.js';

/** Keys of model servers in the editor's secret storage, one for each origin. */
export class SecretKeys implements Keys {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  async keyOf(origin: string): Promise<string | undefined> {
    return this.#secrets.get(nameOf(origin));
  }

  async set(origin: string, key: string): Promise<void> {
    await this.#secrets.store(nameOf(origin), key);
  }

  async forget(origin: string): Promise<void> {
    await this.#secrets.delete(nameOf(origin));
  }

  hint(): string {
    return 'Run “Learning Loop: Enter a Key…”.';
  }
}

function nameOf(origin: string): string {
  return `key:${origin}`;
}
