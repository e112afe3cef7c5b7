import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CacheItem, PageCache } from '../page-cache.js';
import { DocsSearch, type DocsHit } from './docs-search.js';

interface Shelf {
  readonly search: DocsSearch;
  /** What was taken in, by address. */
  readonly stamps: Map<string, string>;
  version: string | undefined;
}

/** So long the thread is kept from other work at a time. */
const turnMs = 20;

/** Search over what is in the cache, kept up to date with it as it is asked. */
export class CacheSearch {
  readonly #cache: PageCache;
  readonly #isAllowed: (url: string) => boolean;
  readonly #shelves = new Map<string, Shelf>();

  /** @param isAllowed anything else in the cache is passed over: somebody else may have put it there */
  constructor(cache: PageCache, isAllowed: (url: string) => boolean) {
    this.#cache = cache;
    this.#isAllowed = isAllowed;
  }

  /** @param prefixes what the addresses that count begin with; all of the cache without any */
  async search(query: string, prefixes: readonly string[], limit: number): Promise<DocsHit[]> {
    const key = prefixes.join(' ');
    const shelf: Shelf = this.#shelves.get(key) ?? {
      search: new DocsSearch(),
      stamps: new Map(),
      version: undefined,
    };
    this.#shelves.set(key, shelf);
    const version = this.#cache.version();
    if (shelf.version !== version) {
      await this.#update(shelf, prefixes);
      shelf.version = version;
    }
    return shelf.search.search(query, limit);
  }

  async #update({ search, stamps }: Shelf, prefixes: readonly string[]): Promise<void> {
    const items = this.#cache.list().filter(({ url }) => isWithin(url, prefixes) && this.#isAllowed(url));
    const present = new Set(items.map(({ url }) => url));
    for (const url of stamps.keys()) {
      if (present.has(url)) continue;
      search.remove(url);
      stamps.delete(url);
    }
    let turnStartedAt = performance.now();
    for (const item of items) {
      if (stamps.get(item.url) === item.stamp) continue;
      await this.#take(search, item);
      stamps.set(item.url, item.stamp);
      if (performance.now() - turnStartedAt < turnMs) continue;
      await nextTurn();
      turnStartedAt = performance.now();
    }
  }

  async #take(search: DocsSearch, { url, kind }: CacheItem): Promise<void> {
    if (kind === 'page') {
      const page = await this.#cache.read(url);
      if (page !== undefined) search.addPage(url, page);
    } else {
      const entries = this.#cache.index(url)?.entries ?? [];
      search.addEntries(
        url,
        entries.filter((entry) => this.#isAllowed(entry.url)),
      );
    }
  }
}

function isWithin(url: string, prefixes: readonly string[]): boolean {
  return prefixes.length === 0 || prefixes.some((prefix) => url.startsWith(prefix));
}
