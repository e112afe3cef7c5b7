import type { LookupAddress } from 'node:dns';
import type { DocsErrorReason } from './docs-error.js';
import type { ExtractedPage } from './extract/extract-page.js';
import type { FetchLimits } from './fetch-limits.js';
import type {
  RetrievalStage,
  RetrievedPage,
  RetrieveIndex,
  RetrievePage,
  SiteConnection,
  Unchanged,
} from './retriever.js';
import type { FetchedIndex } from './site-index/fetch-site-index.js';

export type DocsQuestion =
  | { readonly kind: 'page'; readonly request: RetrievePage }
  | { readonly kind: 'index'; readonly request: RetrieveIndex }
  | { readonly kind: 'extract'; readonly request: { readonly html: string; readonly url: string } };

export type DocsAnswer =
  RetrievedPage | FetchedIndex | Unchanged | { readonly kind: 'extracted'; readonly page: ExtractedPage };

/** What the worker is told. */
export type ToDocsWorker =
  /** Comes first. */
  | { readonly kind: 'start'; readonly start: DocsWorkerStart }
  | { readonly kind: 'retrieve'; readonly id: number; readonly question: DocsQuestion }
  | { readonly kind: 'cancel'; readonly id: number }
  /** Answers a `lookup`; no addresses when there are none. */
  | { readonly kind: 'addresses'; readonly id: number; readonly addresses: readonly LookupAddress[] };

/** What the worker tells. */
export type FromDocsWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: DocsAnswer }
  | {
      readonly kind: 'problem';
      readonly id: number;
      readonly reason: DocsErrorReason;
      readonly message: string;
    }
  | { readonly kind: 'stage'; readonly id: number; readonly stage: RetrievalStage }
  | { readonly kind: 'connection'; readonly id: number; readonly connection: SiteConnection }
  | { readonly kind: 'lookup'; readonly id: number; readonly host: string }
  /** While anything is under way: it is not stuck. */
  | { readonly kind: 'alive' };

/** What the worker works with; its creator alone can give it another route than the default. */
export interface DocsWorkerStart {
  /** Hosts that a person added for this machine. */
  readonly hosts?: readonly string[] | undefined;
  readonly limits?: Partial<FetchLimits> | undefined;
  readonly proxy?: string | undefined;
  readonly noProxy?: string | undefined;
  /** Ask the creator for addresses instead of the system. They are checked all the same. */
  readonly looksUpOverPort?: boolean | undefined;
  /** Addresses that may be connected to although they are not public. */
  readonly allowedAddresses?: readonly string[] | undefined;
  /** Certificate authority to trust instead of the usual ones, PEM. */
  readonly ca?: string | undefined;
  /** Port to connect to; 443 by default. */
  readonly port?: number | undefined;
}
