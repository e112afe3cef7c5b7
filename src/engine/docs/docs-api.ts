import type { KnownLibrary } from '../../learning/docs/catalogue.js';
import type { FoundPlace } from '../../learning/docs/found-place.js';
import type { PromptPart } from '../../learning/docs/prompt/prompt-part.js';
import type { LoggedConnection, LoggedLookUp } from '../../learning/docs/records/docs-log.js';
import type { PageUse } from '../../learning/docs/records/page-runs.js';
import type { WebPage } from '../../learning/docs/web-page.js';

/** How sites may be reached. */
export interface DocsAccess {
  /** Hosts that this person added for this machine. */
  readonly hosts: readonly string[];
  /** Such as `http://proxy.example:3128`. */
  readonly proxy: string | undefined;
  readonly noProxy: string | undefined;
}

export interface DocsSearchRequest {
  readonly query: string;
  /** Null searches only what is kept, of all sites. */
  readonly library: string | null;
  /** Ask no site. */
  readonly cacheOnly: boolean;
}

export interface DocsPageRequest {
  /** With `#` and an anchor, that part is the page's `section`. */
  readonly address: string;
  /** What was typed that led there; null where nothing was. */
  readonly query: string | null;
  /** Ask the site even if the page that is kept is fresh. */
  readonly refresh: boolean;
}

export interface DocsForRun {
  readonly runId: string;
  /** The task in words. */
  readonly query: string;
  /** Null searches only what is kept, of all sites. */
  readonly library: string | null;
  /** Most tokens of the part, by an estimate. */
  readonly maxTokens: number;
}

/** A page that was read, without its text: that crosses to the editor only for a page that is shown. */
export interface PageHead {
  readonly url: string;
  readonly title: string;
  /** Of the part that was asked for; null for the page as a whole. */
  readonly anchor: string | null;
  /** Heading of that part, as it is in the page's Markdown. */
  readonly heading: string | null;
}

/** What became of asking for a page. */
export interface DocsPageRead {
  readonly page: PageHead | null;
  /** Why its site was not heard, in plain words; null when it was, or need not be. */
  readonly problem: string | null;
  readonly isOffline: boolean;
}

export interface DocsFound {
  /** The best first. */
  readonly places: readonly FoundPlace[];
  /** Why a site was not heard, in plain words; null when all was well. */
  readonly problem: string | null;
}

/** What an agent asks, as it asked it. */
export interface DocsQuestion {
  readonly input: unknown;
  readonly maySites: boolean;
}

export interface KeptPage {
  readonly url: string;
  readonly title: string | null;
  /** UTC, ISO 8601; null for a page that somebody put there by SQL. */
  readonly fetchedAt: string | null;
}

/**
 * Documentation as the editor sees it. The ledger of the root must be open. Only `searchDocs`, `docsPage`, `docsForRun` and
 * `askDocs` may ask a site; they keep no other call waiting, and a `ticket`, a number that the caller gives each of its calls,
 * cancels them.
 */
export interface DocsApi {
  /** The libraries that can be looked up, those that the workspace uses first. */
  docsLibraries(root: string, access: DocsAccess): KnownLibrary[];
  searchDocs(root: string, search: DocsSearchRequest, access: DocsAccess, ticket: number): Promise<DocsFound>;
  /** A page, from the cache while it is fresh, else from its site; an old one where the site cannot be reached. */
  docsPage(root: string, wanted: DocsPageRequest, access: DocsAccess, ticket: number): Promise<DocsPageRead>;
  /** A page as it is kept; null when it is not. */
  keptDocsPage(root: string, address: string, access: DocsAccess): WebPage | null;
  /** A page that is kept as part of a prompt, which a person copies; null when it is not kept. */
  copyDocs(root: string, address: string, query: string | null, access: DocsAccess): PromptPart | null;
  /** The pages that are kept, by address. */
  keptDocs(root: string, access: DocsAccess): KeptPage[];
  /** Forgets all pages and look-ups, and says how many pages that were. */
  clearDocs(root: string, access: DocsAccess): number;
  cancelDocs(root: string, ticket: number): void;
  /** What was looked up, newest first. */
  docsLookUps(root: string, limit: number): LoggedLookUp[];
  /** Which connections were made, newest first. */
  docsConnections(root: string, limit: number): LoggedConnection[];
  /** In which runs pages took part, and what difference they made. */
  pageUses(root: string): PageUse[];
  /**
   * Pages that answer a run's task, as part of its prompt; empty for none. Which of them take part is drawn and recorded, so that
   * their difference can be told. It may ask sites.
   */
  docsForRun(root: string, wanted: DocsForRun, access: DocsAccess, ticket: number): Promise<string>;
  /** Answers what an agent wants to look up; asks a site only if the person allows that. */
  askDocs(root: string, asked: DocsQuestion, access: DocsAccess, ticket: number): Promise<string>;
}
