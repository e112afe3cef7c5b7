import { checkAddress } from './docs/check-address.js';
import { DocsError } from './docs/docs-error.js';
import { docsSites, siteOfLibrary } from './docs/docs-site.js';
import { summaryOf } from './docs/extract-page.js';
import { defaultRoute, type Route } from './docs/guarded-https.js';
import { PageCache, type CachedPage } from './docs/page-cache.js';
import { rankPages } from './docs/rank-pages.js';
import { retrieve } from './docs/retrieve.js';
import { ExperienceDB } from './experience-db.js';

export interface WebPage {
  readonly url: string;
  readonly title: string;
  /** The first three paragraphs. */
  readonly summary: string;
  /** All of the page's text, paragraphs separated by empty lines. */
  readonly text: string;
  /** UTC, ISO 8601. */
  readonly fetchedAt: string;
  /** Older than 7 days, and could not be fetched anew. */
  readonly isStale: boolean;
}

/** The route is for tests and special networks; only code can give it. */
export interface WebKnowledgeOptions extends Partial<Route> {
  readonly clock?: (() => Date) | undefined;
  /** Told in plain words why a page could not be had. */
  readonly onProblem?: ((problem: string) => void) | undefined;
}

const freshForMs = 7 * 86_400_000;
const mostResults = 5;

/**
 * Official documentation for prompts: fetched only from a fixed list of sites and only when asked, kept in `.agent/experience.db`,
 * and served from there for 7 days, or for longer when a site cannot be reached.
 */
export class WebKnowledge {
  readonly #db: ExperienceDB;
  readonly #cache: PageCache;
  readonly #route: Route;
  readonly #clock: () => Date;
  readonly #onProblem: (problem: string) => void;

  /**
   * @param repoRoot the folder that holds `.agent`
   * @throws {StorageError} when the database cannot be opened; {UserError} when `.agent` cannot be used
   */
  constructor(repoRoot: string, options: WebKnowledgeOptions = {}) {
    const { clock = () => new Date(), onProblem = () => undefined, ...route } = options;
    this.#clock = clock;
    this.#onProblem = onProblem;
    this.#route = { ...defaultRoute, ...route };
    this.#db = new ExperienceDB(repoRoot, { clock });
    this.#cache = new PageCache(this.#db, clock);
  }

  /** The page, from the cache or its site; null when it may not be fetched or cannot be had. Never rejects because of the site. */
  async fetchPage(address: string): Promise<WebPage | null> {
    let cached: CachedPage | undefined;
    try {
      const { href } = checkAddress(address);
      cached = this.#cache.get(href);
      if (cached !== undefined && this.#isFresh(cached)) return webPage(cached, false);
      this.#cache.put(href, await retrieve(href, this.#route));
      cached = this.#cache.get(href);
      return cached === undefined ? null : webPage(cached, false);
    } catch (error) {
      if (!(error instanceof DocsError)) throw error;
      this.#onProblem(error.message);
      return cached === undefined ? null : webPage(cached, true);
    }
  }

  /**
   * Pages on which the words of the query occur, at most five, the best first: among the pages in the cache, and for a library
   * also the page where its documentation begins.
   * @param library a name like `react`; without one, all pages in the cache are searched and nothing is fetched
   */
  async searchDocs(query: string, library?: string): Promise<WebPage[]> {
    const site = library === undefined ? undefined : siteOfLibrary(library);
    if (library !== undefined && site === undefined) {
      const known = docsSites.flatMap(({ libraries }) => libraries[0] ?? []);
      this.#onProblem(`No documentation is known for "${library}", only for ${known.join(', ')}.`);
      return [];
    }
    if (site !== undefined) await this.fetchPage(site.start);
    return rankPages(query, this.#cache.pagesOf(site?.host))
      .slice(0, mostResults)
      .map((page) => webPage(page, !this.#isFresh(page)));
  }

  /** The pages as a part of a prompt: titles, sources, summaries. Empty for no pages. */
  formatForPrompt(pages: readonly WebPage[]): string {
    if (pages.length === 0) return '';
    const parts = pages.map(
      ({ title, url, summary }, index) => `## ${index + 1}. ${title}\n\nSource: ${url}\n\n${summary}`,
    );
    return ['# Web Knowledge (Official Documentation)', ...parts].join('\n\n');
  }

  /** Whether a design card asks for documentation: `web: on` or `web: true`. */
  isWebEnabled(card: { readonly web?: unknown }): boolean {
    return card.web === true || card.web === 'on';
  }

  /** Closes the database. */
  close(): void {
    this.#db.close();
  }

  #isFresh({ fetchedAt }: CachedPage): boolean {
    return this.#clock().getTime() - Date.parse(fetchedAt) < freshForMs;
  }
}

function webPage({ url, title, text, fetchedAt }: CachedPage, isStale: boolean): WebPage {
  return { url, title, text, summary: summaryOf(text), fetchedAt, isStale };
}
