import { DocsError } from './docs-error.js';
import type { SiteIndex } from './docs-site.js';
import type { KeptState } from './found-place.js';
import type { ConnectionPurpose } from './records/docs-log.js';
import type { CachedIndex, CachedPage, PageCache } from './page-cache.js';
import type { Retriever, SiteConnection, Watch } from './retriever.js';

export interface ShelvedPage extends CachedPage {
  /** The site has not said for 7 days that this is what it has. */
  readonly isStale: boolean;
}

export interface Wish {
  /** Ask the site even if the cached page is fresh; default false. */
  readonly refresh?: boolean | undefined;
  /** Ask no site at all; default false. */
  readonly cacheOnly?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told in plain words why a site was not heard, in place of whoever the constructor was given. */
  readonly onProblem?: ((problem: string) => void) | undefined;
}

export interface Found<T> {
  readonly found: T | undefined;
  readonly problem: DocsError | undefined;
  /** Whether the site was asked just now, and answered. */
  readonly isFromSite: boolean;
}

/** Told of each connection that was made for a page or an index. */
export type OnConnection = (connection: SiteConnection, purpose: ConnectionPurpose) => void;

const freshForMs = 7 * 86_400_000;
/** A page that says less than this share of what it said has changed its layout, or hides behind something. */
const leastShare = 0.1;

/** Pages and indexes from the cache while they are fresh, else from their sites; old ones rather than none. */
export class DocsLibrary {
  readonly #cache: PageCache;
  readonly #retriever: Retriever;
  readonly #clock: () => Date;
  readonly #onConnection: OnConnection;
  /** What is being fetched, so that nothing is fetched twice at a time. */
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(cache: PageCache, retriever: Retriever, clock: () => Date, onConnection: OnConnection) {
    this.#cache = cache;
    this.#retriever = retriever;
    this.#clock = clock;
    this.#onConnection = onConnection;
  }

  /** A page, and why the site was not heard, when it was not. */
  async page(address: string, version: string | null, wish: Wish = {}): Promise<Found<ShelvedPage>> {
    const asked = await this.#ensure(address, await this.#cache.read(address), wish, (known) =>
      this.#fetchPage(address, known, version, wish.signal),
    );
    return { ...asked, found: this.shelved(address) };
  }

  /** A page as it is in the cache. */
  shelved(address: string): ShelvedPage | undefined {
    const page = this.#cache.page(address);
    return page && { ...page, isStale: !this.#isFresh(page) };
  }

  /** Titles and states of those of the pages that are in the cache. */
  kept(urls: readonly string[]): Map<string, { readonly title: string | null; readonly state: KeptState }> {
    return new Map(
      this.#cache.checked(urls).map(({ url, title, checkedAt }) => {
        return [url, { title, state: this.#isFresh({ checkedAt }) ? 'fresh' : 'stale' }];
      }),
    );
  }

  /** The first of a site's indexes that can be had, and what was wrong with the last that could not. */
  async index(addresses: readonly SiteIndex[], wish: Wish = {}): Promise<Found<CachedIndex>> {
    let asked: Asked = heard(false);
    for (const each of addresses) {
      const { url } = each;
      asked = await this.#ensure(url, this.#cache.index(url), wish, async (known) => {
        const answer = await this.#retriever.index(
          { index: each, validators: known },
          this.#watch(wish.signal, 'list'),
        );
        if (answer.kind === 'unchanged') this.#cache.touch(url);
        else this.#cache.putIndex(url, answer);
      });
      const found = this.#cache.index(url);
      if (found !== undefined || asked.problem?.reason === 'offline') return { ...asked, found };
    }
    return { ...asked, found: undefined };
  }

  /** Has a problem unless the cache now holds what the site has, or had lately. */
  async #ensure<T extends { readonly checkedAt: string }>(
    url: string,
    known: T | undefined,
    { refresh = false, cacheOnly = false, signal }: Wish,
    fetch: (known: T | undefined) => Promise<void>,
  ): Promise<Asked> {
    if (known !== undefined && !refresh && this.#isFresh(known)) return heard(false);
    if (cacheOnly) return { problem: notAsked(url), isFromSite: false };
    const joined = this.#underWay.get(url);
    const fetching = joined ?? fetch(known).finally(() => this.#underWay.delete(url));
    this.#underWay.set(url, fetching);
    try {
      await fetching;
      return heard(true);
    } catch (error) {
      if (!(error instanceof DocsError)) throw error;
      // Whoever asked first does not want it any more, but we do.
      const isOthers = joined !== undefined && error.reason === 'cancelled' && signal?.aborted !== true;
      return isOthers
        ? this.#ensure(url, known, { refresh, signal }, fetch)
        : { problem: error, isFromSite: false };
    }
  }

  async #fetchPage(
    address: string,
    known: CachedPage | undefined,
    version: string | null,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const answer = await this.#retriever.page({ address, validators: known }, this.#watch(signal, 'page'));
    if (answer.kind === 'unchanged') {
      this.#cache.touch(address);
      return;
    }
    if (answer.markdown.length < (known?.markdown.length ?? 0) * leastShare) {
      throw new DocsError(
        'unusable',
        `${address} says almost nothing any more, so the page of ${known?.fetchedAt ?? ''} is kept.`,
      );
    }
    this.#cache.putPage(address, answer, version);
  }

  #watch(signal: AbortSignal | undefined, purpose: 'page' | 'list'): Watch {
    return {
      signal,
      onConnection: (connection) => {
        const isRules = new URL(connection.url).pathname === '/robots.txt';
        this.#onConnection(connection, isRules ? 'rules' : purpose);
      },
    };
  }

  #isFresh({ checkedAt }: { readonly checkedAt: string }): boolean {
    const ageMs = this.#clock().getTime() - Date.parse(checkedAt);
    // A clock that was put back must not make a page fresh for years.
    return ageMs < freshForMs && ageMs > -freshForMs;
  }
}

type Asked = Pick<Found<unknown>, 'problem' | 'isFromSite'>;

function heard(isFromSite: boolean): Asked {
  return { problem: undefined, isFromSite };
}

function notAsked(url: string): DocsError {
  return new DocsError('offline', `${new URL(url).hostname} was not asked, so what is kept is all there is.`);
}
