import * as vscode from 'vscode';
import type {
  DocsAccess,
  DocsForRun,
  DocsFound,
  DocsPageRead,
  DocsPageRequest,
  DocsQuestion,
  DocsSearchRequest,
} from '../../engine/docs/docs-api.js';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { Place } from '../ledger/places.js';
import type { Settings } from '../settings.js';
import { proxyOf } from './proxy-settings.js';

/** The engine's look-ups, reached as the settings say and cancelled by VS Code's tokens. */
export class DocsEngine {
  readonly engine: AsyncEngine;
  readonly #settings: Settings;
  #lastTicket = 0;

  constructor(engine: AsyncEngine, settings: Settings) {
    this.engine = engine;
    this.#settings = settings;
  }

  get access(): DocsAccess {
    const proxy = proxyOf(this.#settings.proxy(), process.env);
    return { hosts: this.#settings.get('docsHosts'), ...proxy };
  }

  search({ root }: Place, search: DocsSearchRequest, token: vscode.CancellationToken): Promise<DocsFound> {
    return this.#cancellable(root, token, (ticket) =>
      this.engine.searchDocs(root, search, this.access, ticket),
    );
  }

  page({ root }: Place, wanted: DocsPageRequest, token: vscode.CancellationToken): Promise<DocsPageRead> {
    return this.#cancellable(root, token, (ticket) =>
      this.engine.docsPage(root, wanted, this.access, ticket),
    );
  }

  forRun({ root }: Place, wanted: DocsForRun, token: vscode.CancellationToken): Promise<string> {
    return this.#cancellable(root, token, (ticket) =>
      this.engine.docsForRun(root, wanted, this.access, ticket),
    );
  }

  /** Answers what an agent wants to look up. */
  ask({ root }: Place, question: DocsQuestion, token: vscode.CancellationToken): Promise<string> {
    return this.#cancellable(root, token, (ticket) =>
      this.engine.askDocs(root, question, this.access, ticket),
    );
  }

  /** @throws {vscode.CancellationError} */
  async #cancellable<T>(
    root: string,
    token: vscode.CancellationToken,
    call: (ticket: number) => Promise<T>,
  ): Promise<T> {
    this.#lastTicket += 1;
    const ticket = this.#lastTicket;
    const listening = token.onCancellationRequested(() => void this.engine.cancelDocs(root, ticket));
    try {
      const answer = await call(ticket);
      if (token.isCancellationRequested) throw new vscode.CancellationError();
      return answer;
    } finally {
      listening.dispose();
    }
  }
}
