import type { DocsHit } from './search/docs-search.js';

/** Whether a page is in the cache: as its site had it within 7 days, older, or not at all. */
export type KeptState = 'fresh' | 'stale' | 'no';

/** A place that answers a question, and what is known of its page. */
export interface FoundPlace extends DocsHit {
  /** Title of the page it is on, where that was read. */
  readonly page: string | null;
  readonly kept: KeptState;
}
