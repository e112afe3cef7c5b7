import { lookUpDocs } from '../../learning/asked/look-up-docs.js';
import type { KnownLibrary } from '../../learning/docs/catalogue.js';
import { AllowList } from '../../learning/docs/allow-list.js';
import { DocsKnowledge } from '../../learning/docs/docs-knowledge.js';
import type { PromptPart } from '../../learning/docs/prompt/prompt-part.js';
import { mostPagesOfRun, pagesForRun } from '../../learning/docs/prompt/run-pages.js';
import type { LoggedConnection, LoggedLookUp } from '../../learning/docs/records/docs-log.js';
import type { PageUse } from '../../learning/docs/records/page-runs.js';
import type { Retriever } from '../../learning/docs/retriever.js';
import type { WebPage } from '../../learning/docs/web-page.js';
import { WorkerRetriever } from '../../learning/docs/worker-retriever.js';
import type { ExperienceDB } from '../../learning/experience-db.js';
import type { Ledger } from '../../learning/ledger.js';
import { UserError } from '../../learning/user-error.js';
import type {
  DocsAccess,
  DocsApi,
  DocsForRun,
  DocsFound,
  DocsPageRead,
  DocsPageRequest,
  DocsQuestion,
  DocsSearchRequest,
  KeptPage,
  PageHead,
} from './docs-api.js';

interface Opened {
  readonly db: ExperienceDB;
  /** How sites are reached, as text. */
  readonly access: string;
  readonly retriever: Retriever;
  readonly web: DocsKnowledge;
}

/** Documentation over the ledgers that are open; pages are fetched and read in one more process for each root. */
export class DocsHost implements DocsApi {
  readonly #ledgerOf: (root: string) => Ledger | undefined;
  readonly #workerFile: string;
  readonly #clock: () => Date;
  readonly #opened = new Map<string, Opened>();
  readonly #underWay = new Map<number, AbortController>();

  /** @param workerFile the bundled worker, `docs-worker.cjs` */
  constructor(ledgerOf: (root: string) => Ledger | undefined, workerFile: string, clock: () => Date) {
    this.#ledgerOf = ledgerOf;
    this.#workerFile = workerFile;
    this.#clock = clock;
  }

  docsLibraries(root: string, access: DocsAccess): KnownLibrary[] {
    return this.#web(root, access).catalogue();
  }

  async searchDocs(
    root: string,
    { query, library, cacheOnly }: DocsSearchRequest,
    access: DocsAccess,
    ticket: number,
  ): Promise<DocsFound> {
    const web = this.#web(root, access);
    const problems: string[] = [];
    const onProblem = (problem: string): void => void problems.push(problem);
    const places = await this.#cancellable(ticket, (signal) =>
      web.lookUp(query, library ?? undefined, { signal, onProblem, cacheOnly }),
    );
    return { places, problem: problems[0] ?? null };
  }

  async docsPage(
    root: string,
    { address, query, refresh }: DocsPageRequest,
    access: DocsAccess,
    ticket: number,
  ): Promise<DocsPageRead> {
    const web = this.#web(root, access);
    const { page, problem, isOffline } = await this.#cancellable(ticket, (signal) =>
      web.read(address, { signal, refresh }, query ?? undefined),
    );
    return { page: page && headOf(page), problem, isOffline };
  }

  keptDocsPage(root: string, address: string, access: DocsAccess): WebPage | null {
    return this.#web(root, access).kept(address);
  }

  copyDocs(root: string, address: string, query: string | null, access: DocsAccess): PromptPart | null {
    const web = this.#web(root, access);
    const page = web.kept(address);
    return page && web.copyForPrompt(page, query ?? undefined);
  }

  keptDocs(root: string, access: DocsAccess): KeptPage[] {
    const items = this.#web(root, access)
      .cached()
      .filter(({ kind }) => kind === 'page');
    return items.map(({ url, title, fetchedAt }) => ({ url, title, fetchedAt }));
  }

  clearDocs(root: string, access: DocsAccess): number {
    const pages = this.keptDocs(root, access).length;
    this.#web(root, access).clearCache();
    return pages;
  }

  cancelDocs(_root: string, ticket: number): void {
    this.#underWay.get(ticket)?.abort();
  }

  docsLookUps(root: string, limit: number): LoggedLookUp[] {
    return this.#ledger(root).docs.lookUps(limit);
  }

  docsConnections(root: string, limit: number): LoggedConnection[] {
    return this.#ledger(root).docs.connections(limit);
  }

  pageUses(root: string): PageUse[] {
    return this.#ledger(root).pages.uses();
  }

  async docsForRun(
    root: string,
    { runId, query, library, maxTokens }: DocsForRun,
    access: DocsAccess,
    ticket: number,
  ): Promise<string> {
    const web = this.#web(root, access);
    const pages = await this.#cancellable(ticket, (signal) =>
      web.searchDocs(query, library ?? undefined, { signal, maxResults: mostPagesOfRun }),
    );
    return pagesForRun(pages, maxTokens, (urls) => this.#ledger(root).drawPages(runId, urls));
  }

  askDocs(
    root: string,
    { input, maySites }: DocsQuestion,
    access: DocsAccess,
    ticket: number,
  ): Promise<string> {
    const web = this.#web(root, access);
    return this.#cancellable(ticket, (signal) => lookUpDocs.answer(web, input, { maySites, signal }));
  }

  /** Ends what is under way, and the processes. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#opened.values()].map(({ retriever }) => retriever.close()));
    this.#opened.clear();
  }

  #ledger(root: string): Ledger {
    const ledger = this.#ledgerOf(root);
    if (ledger === undefined)
      throw new UserError('No score is kept in this folder yet, so there is no place to keep pages in.');
    return ledger;
  }

  #web(root: string, access: DocsAccess): DocsKnowledge {
    const { db } = this.#ledger(root);
    const how = JSON.stringify(access);
    const before = this.#opened.get(root);
    if (before?.db === db && before.access === how) return before.web;
    if (before !== undefined && before.access !== how) void before.retriever.close();
    const { hosts, proxy, noProxy } = access;
    const allowList = new AllowList(hosts);
    const retriever =
      before?.access === how
        ? before.retriever
        : new WorkerRetriever({ workerFile: this.#workerFile, hosts, proxy, noProxy });
    const web = new DocsKnowledge(root, {
      ...{ db, retriever, allowList, clock: this.#clock },
      // Each call has its own ear for problems.
      onProblem: () => undefined,
    });
    this.#opened.set(root, { db, access: how, retriever, web });
    return web;
  }

  async #cancellable<T>(ticket: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#underWay.set(ticket, controller);
    return work(controller.signal).finally(() => this.#underWay.delete(ticket));
  }
}

function headOf({ url, title, anchor, section }: WebPage): PageHead {
  return { url, title, anchor, heading: /^#+ (.*)/.exec(section ?? '')?.[1] ?? null };
}
