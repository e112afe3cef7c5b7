import { existsSync } from 'node:fs';
import type { AskedTool, LedgerTool } from '../../learning/asked/asked-tool.js';
import { noLedger } from '../../learning/asked/no-ledger.js';
import { databaseFile } from '../../learning/agent-folder.js';
import { defaultChoosing } from '../../learning/choosing/choosing-settings.js';
import { Ledger } from '../../learning/ledger.js';

export interface Answering {
  /** The folder that holds `.agent`. */
  readonly root: string;
  /** Whether the person who configured the client lets sites with documentation be asked. */
  readonly maySites: boolean;
}

/**
 * Answers for an MCP client. The ledger is open only during each answer, so nothing of it is held when the client kills us, and
 * a window of VS Code beside us never waits for longer.
 */
export class LedgerAnswers {
  readonly #root: string;
  readonly #maySites: boolean;

  constructor({ root, maySites }: Answering) {
    this.#root = root;
    this.#maySites = maySites;
  }

  /** @throws {UserError} in words that tell the agent what to do */
  async answer(tool: AskedTool, input: unknown, signal: AbortSignal): Promise<string> {
    if (tool.asks === 'ledger') return this.#ask(tool, input);
    this.#checkLedger();
    // Loaded by who needs it: reading pages takes more code than all of the other tools.
    const { WebKnowledge } = await import('../../learning/web-knowledge.js');
    const web = new WebKnowledge(this.#root, { create: false });
    try {
      return await tool.answer(web, input, { maySites: this.#maySites, signal });
    } finally {
      web.close();
    }
  }

  /** Reads the ledger, which stays as it is. */
  read<T>(body: (ledger: Ledger) => T): T {
    return this.#use(true, body);
  }

  #ask(tool: LedgerTool, input: unknown): string {
    return this.#use(tool.isReadOnly, (ledger) =>
      tool.answer(ledger, input, { settings: defaultChoosing, now: new Date() }),
    );
  }

  #use<T>(readOnly: boolean, body: (ledger: Ledger) => T): T {
    this.#checkLedger();
    const ledger = new Ledger(this.#root, { readOnly, create: false });
    try {
      return body(ledger);
    } finally {
      ledger.close();
    }
  }

  #checkLedger(): void {
    if (!existsSync(databaseFile(this.#root))) throw noLedger(this.#root);
  }
}
