import { machineIdentity } from '../../dataset/machine-identity.js';
import type { ScrubIdentity } from '../../dataset/scrub-identity.js';
import { scrubText } from '../../dataset/scrub.js';
import type { Connection } from '../../sqlite/connection.js';

/** What is kept of what a person typed: nothing where only numbers are kept, else the text without secrets and personal details. */
export class QueryKeeper {
  readonly #connection: Connection;
  readonly #repoRoot: string;
  #identity: ScrubIdentity | undefined;

  constructor(connection: Connection, repoRoot: string) {
    this.#connection = connection;
    this.#repoRoot = repoRoot;
  }

  kept(query: string | undefined): string | null {
    if (query === undefined || query.trim() === '') return null;
    const texts = this.#connection.get<{ value: string }>(`SELECT value FROM ledger WHERE key = 'texts'`);
    if (texts?.value === 'numbers') return null;
    this.#identity ??= machineIdentity(this.#repoRoot);
    return scrubText(query.trim(), this.#identity).text;
  }
}
