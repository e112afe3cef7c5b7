import type { LookupAddress } from 'node:dns';
import type { DocsErrorReason } from './docs-error.js';
import type { RetrievedPage } from './retrieve.js';

/** What the worker is told. */
export type ToDocsWorker =
  | { readonly kind: 'retrieve'; readonly id: number; readonly address: string }
  /** Answers a `lookup`; no addresses when there are none. */
  | { readonly kind: 'addresses'; readonly id: number; readonly addresses: readonly LookupAddress[] };

/** What the worker tells. */
export type FromDocsWorker =
  | { readonly kind: 'page'; readonly id: number; readonly page: RetrievedPage }
  | {
      readonly kind: 'problem';
      readonly id: number;
      readonly reason: DocsErrorReason;
      readonly message: string;
    }
  | { readonly kind: 'lookup'; readonly id: number; readonly host: string };

/** The worker's `workerData`; its creator alone can give it another route than the default. */
export interface DocsWorkerData {
  /** Ask the creator for addresses, which are then trusted, instead of the system. */
  readonly looksUpOverPort?: boolean | undefined;
  /** Certificate authority to trust instead of the usual ones, PEM. */
  readonly ca?: string | undefined;
  /** Port to connect to; 443 by default. */
  readonly port?: number | undefined;
}
