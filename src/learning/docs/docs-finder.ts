import type { AllowList } from './allow-list.js';
import type { DocsError } from './docs-error.js';
import type { DocsLibrary, Wish } from './docs-library.js';
import type { FoundPlace } from './found-place.js';
import type { DocsSite } from './docs-site.js';
import type { CacheSearch } from './search/cache-search.js';
import type { DocsHit } from './search/docs-search.js';
import type { VersionPins } from './versions/version-pins.js';
import { webPage, type WebPage } from './web-page.js';

export interface FindOptions extends Wish {
  /** Default 5 pages, or 20 places. */
  readonly maxResults?: number | undefined;
}

/** A page, and what happened on the way to it. */
export interface Reading {
  readonly page: WebPage | null;
  /** Why its site was not heard, in plain words; null when it was, or need not be. */
  readonly problem: string | null;
  readonly isOffline: boolean;
  /** Whether the site was asked just now, and answered. */
  readonly isFromSite: boolean;
}

/** So many more places than pages are looked at, since a page may match in many of them. */
const placesPerPage = 8;

/** Finds the pages that answer a question, in the version that the workspace uses. */
export class DocsFinder {
  readonly #allowList: AllowList;
  readonly #library: DocsLibrary;
  readonly #search: CacheSearch;
  readonly #pins: VersionPins;
  readonly #onProblem: (problem: string) => void;

  constructor(
    allowList: AllowList,
    library: DocsLibrary,
    search: CacheSearch,
    pins: VersionPins,
    onProblem: (problem: string) => void,
  ) {
    this.#allowList = allowList;
    this.#library = library;
    this.#search = search;
    this.#pins = pins;
    this.#onProblem = onProblem;
  }

  /** The page of the version in use, else of the newest. */
  async page(url: string, anchor: string | null, wish: Wish): Promise<Reading> {
    const pinned = this.#pins.pin(url, this.#allowList.siteOfPage(url));
    const candidates = [...(pinned === undefined ? [] : [pinned]), { url, version: null }];
    let last: DocsError | undefined;
    for (const candidate of candidates) {
      const { found, problem, isFromSite } = await this.#library.page(candidate.url, candidate.version, wish);
      last = problem;
      if (found === undefined) continue;
      this.#report(problem, wish);
      return reading(webPage(found, anchor), problem, isFromSite);
    }
    this.#report(last, wish);
    return reading(null, last, false);
  }

  /** Pages whose titles or texts answer the query, the best first; those of a library are fetched where they are missing. */
  async pages(
    query: string,
    library: string | undefined,
    { maxResults = 5, ...wish }: FindOptions,
  ): Promise<Reading[]> {
    const hits = await this.#places(query, library, { ...wish, maxResults: placesPerPage * maxResults });
    const results = new Map<string, Reading>();
    const tried = new Set<string>();
    let isOffline = library === undefined;
    for (const { url, anchor } of hits) {
      if (results.size === maxResults || tried.size === 2 * maxResults || wish.signal?.aborted === true)
        break;
      if (tried.has(url)) continue;
      tried.add(url);
      const answer = isOffline
        ? { ...reading(this.kept(url, anchor), undefined, false), isOffline }
        : await this.page(url, anchor, wish);
      ({ isOffline } = answer);
      if (answer.page !== null && !results.has(answer.page.url)) results.set(answer.page.url, answer);
    }
    return [...results.values()];
  }

  /** Places that answer the query, the best first; their pages are not fetched, the list of a library's pages is. */
  async places(query: string, library: string | undefined, options: FindOptions): Promise<FoundPlace[]> {
    const hits = await this.#places(query, library, options);
    const kept = this.#library.kept(hits.flatMap(({ url }) => this.#versionsOf(url)));
    return hits.map((hit) => {
      const page = this.#versionsOf(hit.url).flatMap((url) => kept.get(url) ?? [])[0];
      return { ...hit, page: page?.title ?? null, kept: page?.state ?? 'no' };
    });
  }

  /** A page as it is in the cache, of the version in use before the newest. */
  kept(url: string, anchor: string | null): WebPage | null {
    const [page] = this.#versionsOf(url).flatMap((each) => this.#library.shelved(each) ?? []);
    return page === undefined ? null : webPage(page, anchor);
  }

  async #places(
    query: string,
    library: string | undefined,
    { maxResults = 20, ...wish }: FindOptions,
  ): Promise<DocsHit[]> {
    if (library === undefined) return this.#search.search(query, [], maxResults);
    const site = this.#allowList.siteOfLibrary(library);
    if (site === undefined) {
      const known = this.#allowList.libraries.join(', ');
      (wish.onProblem ?? this.#onProblem)(`No documentation is known for "${library}", only for ${known}.`);
      return [];
    }
    await this.#learnPages(site, wish);
    const hits = await this.#search.search(query, prefixesOf(site), 2 * maxResults);
    return hits.filter(({ url }) => this.#isInUse(url, site)).slice(0, maxResults);
  }

  /** Fetches the list of a site's pages; where there is none, the page where its documentation begins. */
  async #learnPages(site: DocsSite, wish: Wish): Promise<void> {
    if (wish.cacheOnly === true) return;
    const indexes = site.indexes.flatMap((index) => {
      const pinned = this.#pins.pin(index.url, site);
      return pinned === undefined ? [index] : [{ ...index, url: pinned.url }, index];
    });
    const { found, problem } = await this.#library.index(indexes, wish);
    this.#report(problem, wish);
    if (found === undefined && problem?.reason !== 'offline') await this.page(site.start, null, wish);
  }

  #versionsOf(url: string): string[] {
    const pinned = this.#pins.pin(url, this.#allowList.siteOfPage(url));
    return pinned === undefined ? [url] : [pinned.url, url];
  }

  /** Pages of other versions than the newest and the one in use may lie in the cache. */
  #isInUse(url: string, site: DocsSite): boolean {
    const { versions } = site;
    if (versions === undefined || url.startsWith(versions.current)) return true;
    const base = this.#pins.pin(versions.current, site)?.url;
    return base !== undefined && url.startsWith(base);
  }

  #report(problem: DocsError | undefined, { onProblem = this.#onProblem }: Wish): void {
    if (problem !== undefined && problem.reason !== 'cancelled') onProblem(problem.message);
  }
}

function reading(page: WebPage | null, problem: DocsError | undefined, isFromSite: boolean): Reading {
  return { page, problem: problem?.message ?? null, isOffline: problem?.reason === 'offline', isFromSite };
}

function prefixesOf({ scope, versions }: DocsSite): string[] {
  return [scope, ...Object.values(versions?.archives ?? {})];
}
