import { AllowList } from './docs/allow-list.js';
import { DirectRetriever } from './docs/direct-retriever.js';
import { DocsKnowledge } from './docs/docs-knowledge.js';
import { environmentNoProxy, environmentProxy, proxyNotice } from './docs/environment-proxy.js';
import { defaultLimits, type FetchLimits } from './docs/fetch-limits.js';
import type { Retriever } from './docs/retriever.js';
import { routeOf, type RouteOptions } from './docs/route.js';
import { ExperienceDB } from './experience-db.js';

/** The route is for tests and special networks; only code can give it. */
export interface WebKnowledgeOptions extends RouteOptions {
  /** Hosts that may be read besides the known ones, such as `docs.example.com`. A person's to give, never a repository's. */
  readonly hosts?: readonly string[] | undefined;
  readonly limits?: Partial<FetchLimits> | undefined;
  /** Gets the pages instead of this thread; route and limits are then its own. */
  readonly retriever?: Retriever | undefined;
  /** Make `.agent` and its database when there is none; default true. */
  readonly create?: boolean | undefined;
  readonly clock?: (() => Date) | undefined;
  /** Told in plain words why a page could not be had. */
  readonly onProblem?: ((problem: string) => void) | undefined;
}

/**
 * Official documentation for prompts: fetched only from a fixed list of sites and only when asked, kept in `.agent/experience.db`,
 * and served from there for 7 days, or for longer when a site cannot be reached.
 */
export class WebKnowledge extends DocsKnowledge {
  /** What a person should know about how pages are fetched; undefined when it is the usual way. */
  readonly notice: string | undefined;
  readonly #openDb: ExperienceDB;
  readonly #usedRetriever: Retriever;

  /**
   * @param repoRoot the folder that holds `.agent`
   * @throws {StorageError} when the database cannot be opened; {UserError} when `.agent` cannot be used, or a host is none
   */
  constructor(repoRoot: string, options: WebKnowledgeOptions = {}) {
    const { hosts, limits, create, clock = () => new Date(), onProblem = () => undefined } = options;
    const isUsualWay = options.lookup === undefined && options.proxy === undefined;
    const proxy = isUsualWay ? environmentProxy(process.env) : options.proxy;
    const noProxy = isUsualWay ? environmentNoProxy(process.env) : options.noProxy;
    const allowList = new AllowList(hosts);
    const retriever =
      options.retriever ??
      new DirectRetriever(allowList, routeOf({ ...options, proxy, noProxy }), {
        ...defaultLimits,
        ...limits,
      });
    const db = new ExperienceDB(repoRoot, { clock, create });
    super(repoRoot, { db, retriever, allowList, clock, onProblem });
    this.notice = options.retriever !== undefined || proxy === undefined ? undefined : proxyNotice(proxy);
    this.#openDb = db;
    this.#usedRetriever = retriever;
  }

  /** Ends what is under way and closes the database. */
  close(): void {
    void this.#usedRetriever.close();
    this.#openDb.close();
  }
}
