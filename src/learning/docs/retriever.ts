import type { SiteIndex } from './docs-site.js';
import type { ExtractedPage } from './extract/extract-page.js';
import type { Validators } from './fetch-resource.js';
import type { FetchedIndex } from './site-index/fetch-site-index.js';

/** A page as it came from its site, and what it says. */
export interface RetrievedPage extends ExtractedPage, Validators {
  readonly kind: 'page';
  /** After redirects. */
  readonly url: string;
  readonly html: string;
}

/** What is there is what was there. */
export interface Unchanged {
  readonly kind: 'unchanged';
}

export interface RetrievePage {
  readonly address: string;
  /** Of the page that is there already. */
  readonly validators?: Validators | undefined;
}

export interface RetrieveIndex {
  readonly index: SiteIndex;
  readonly validators?: Validators | undefined;
}

/** What is being done for a request; most of the time it waits for its turn and for the site. */
export type RetrievalStage = 'fetching' | 'reading';

/** A connection that was made to a site. */
export interface SiteConnection {
  /** What was asked for. */
  readonly url: string;
  /** What came, in bytes as they were on the wire. */
  readonly bytes: number;
}

export interface Watch {
  readonly signal?: AbortSignal | undefined;
  /** Told of each connection that was made, redirects and robots.txt included, once it has served. */
  readonly onConnection?: ((connection: SiteConnection) => void) | undefined;
  readonly onStage?: ((stage: RetrievalStage) => void) | undefined;
}

/** Gets pages from documentation sites: in this thread, or in a process of its own. All methods throw {DocsError}. */
export interface Retriever {
  page(request: RetrievePage, watch?: Watch): Promise<RetrievedPage | Unchanged>;
  index(request: RetrieveIndex, watch?: Watch): Promise<FetchedIndex | Unchanged>;
  /** What the HTML of a page says, without asking its site. */
  extract(html: string, url: string): Promise<ExtractedPage>;
  /** Ends what is under way. */
  close(): Promise<void>;
}
