import type { AllowList } from './allow-list.js';
import { catalogueOf, type KnownLibrary } from './catalogue.js';
import { DocsError } from './docs-error.js';
import { DocsFinder, type FindOptions, type Reading } from './docs-finder.js';
import { DocsLibrary, type Wish } from './docs-library.js';
import type { FoundPlace } from './found-place.js';
import { PageCache, type CacheItem } from './page-cache.js';
import { promptPart, type PromptOptions, type PromptPart } from './prompt/prompt-part.js';
import { DocsLog } from './records/docs-log.js';
import { QueryKeeper } from './records/kept-query.js';
import { PageRuns, type PageUse } from './records/page-runs.js';
import type { Retriever } from './retriever.js';
import { CacheSearch } from './search/cache-search.js';
import { VersionPins } from './versions/version-pins.js';
import type { WebPage } from './web-page.js';
import { isWebOn } from './web-switch.js';
import type { ExperienceDB } from '../experience-db.js';

export interface DocsKnowledgeParts {
  readonly db: ExperienceDB;
  readonly retriever: Retriever;
  readonly allowList: AllowList;
  readonly clock: () => Date;
  /** Told in plain words why a page could not be had. */
  readonly onProblem: (problem: string) => void;
}

/** Official documentation over a database that is open, from whatever gets pages. */
export class DocsKnowledge {
  /** How the libraries are called whose documentation is known. */
  readonly libraries: readonly string[];
  readonly #db: ExperienceDB;
  readonly #allowList: AllowList;
  readonly #cache: PageCache;
  readonly #finder: DocsFinder;
  readonly #pins: VersionPins;
  readonly #log: DocsLog;
  readonly #queries: QueryKeeper;
  readonly #pageRuns: PageRuns;
  readonly #onProblem: (problem: string) => void;

  /** @param repoRoot the folder whose lockfiles say which versions are used */
  constructor(repoRoot: string, { db, retriever, allowList, clock, onProblem }: DocsKnowledgeParts) {
    this.libraries = allowList.libraries;
    this.#db = db;
    this.#allowList = allowList;
    this.#onProblem = onProblem;
    this.#log = new DocsLog(db.connection, clock);
    this.#queries = new QueryKeeper(db.connection, repoRoot);
    this.#pageRuns = new PageRuns(db.connection, clock);
    this.#pins = new VersionPins(repoRoot);
    this.#cache = new PageCache(db, clock, (html, url) => retriever.extract(html, url));
    this.#finder = new DocsFinder(
      allowList,
      new DocsLibrary(this.#cache, retriever, clock, (made, purpose) => {
        this.#log.connected(made, purpose);
      }),
      new CacheSearch(this.#cache, (url) => allowList.allows(url)),
      this.#pins,
      onProblem,
    );
  }

  /**
   * The page, from the cache or its site; null when it may not be fetched or cannot be had. Never rejects because of the site.
   * @param address with `#` and an anchor, that part of the page is its `section`
   */
  async fetchPage(address: string, wish: Wish = {}): Promise<WebPage | null> {
    return (await this.read(address, wish)).page;
  }

  /**
   * The same, with what happened on the way.
   * @param query what was typed that led there, for the record of look-ups
   */
  async read(address: string, wish: Wish = {}, query?: string): Promise<Reading> {
    try {
      const { href } = this.#allowList.check(address);
      const reading = await this.#finder.page(href, anchorOf(address), wish);
      this.#note([reading], query);
      return reading;
    } catch (error) {
      if (!(error instanceof DocsError)) throw error;
      (wish.onProblem ?? this.#onProblem)(error.message);
      return { page: null, problem: error.message, isOffline: false, isFromSite: false };
    }
  }

  /** The page as it is in the cache; nothing is fetched or noted. */
  kept(address: string): WebPage | null {
    return this.#allowList.allows(address)
      ? this.#finder.kept(this.#allowList.check(address).href, anchorOf(address))
      : null;
  }

  /**
   * Pages that answer the query, the best first: among those in the cache, and for a library also among those that its site
   * lists, which are fetched. Offline, from the cache alone.
   * @param library a name like `react`; without one, only the cache is searched and nothing is fetched
   */
  async searchDocs(query: string, library?: string, options: FindOptions = {}): Promise<WebPage[]> {
    const readings = await this.#finder.pages(query, library, options);
    this.#note(readings, query);
    return readings.flatMap(({ page }) => page ?? []);
  }

  /** Places that answer the query, the best first. No page is fetched; a library's list of its pages is, where it is missing or old. */
  async lookUp(query: string, library?: string, options: FindOptions = {}): Promise<FoundPlace[]> {
    return this.#finder.places(query, library, options);
  }

  /** The pages as a part of a prompt: quoted, with their sources, within a budget of tokens. Empty for no pages. */
  formatForPrompt(pages: readonly WebPage[], options: PromptOptions = {}): string {
    return this.promptPart(pages, options).text;
  }

  /** The same, with what it really quotes and how much was taken out of it. */
  promptPart(pages: readonly WebPage[], options: PromptOptions = {}): PromptPart {
    return promptPart(pages, options);
  }

  /** A page as part of a prompt that a person copies: it serves the run that is open, or else the next one if that begins soon. */
  copyForPrompt(page: WebPage, query?: string): PromptPart {
    const part = this.promptPart([page]);
    this.#db.connection.transaction(() => {
      this.#log.lookedUp([
        { action: 'copied', query: this.#queries.kept(query), url: page.url, source: 'cache' },
      ]);
      this.#pageRuns.copied([page.url]);
    });
    return part;
  }

  /** In which runs each page took part, and what difference it made. */
  uses(): PageUse[] {
    return this.#pageRuns.uses();
  }

  /** The libraries whose documentation is known, those that the workspace uses first. */
  catalogue(): KnownLibrary[] {
    return catalogueOf(this.#allowList.sites, this.#pins.used());
  }

  /** Whether a design card asks for documentation: `web: on` or `web: true`. */
  isWebEnabled(card: { readonly web?: unknown }): boolean {
    return isWebOn(card.web);
  }

  /** What is in the cache, by address. */
  cached(): CacheItem[] {
    return this.#cache.list();
  }

  /** Forgets what is in the cache and what was looked up, or one address of the cache, and says how much of it that was. */
  clearCache(url?: string): number {
    if (url === undefined) this.#log.clearLookUps();
    return this.#cache.clear(url);
  }

  #note(readings: readonly Reading[], query: string | undefined): void {
    const kept = this.#queries.kept(query);
    this.#log.lookedUp(
      readings.flatMap(({ page, isFromSite }) =>
        page === null
          ? []
          : { action: 'read', query: kept, url: page.url, source: isFromSite ? 'site' : 'cache' },
      ),
    );
  }
}

function anchorOf(address: string): string | null {
  const { hash } = new URL(address);
  if (hash.length < 2) return null;
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}
