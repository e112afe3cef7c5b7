/** What a site may cost. */
export interface FetchLimits {
  /** Size of a page after decompression. */
  readonly pageBytes: number;
  /** Size of a site's own index after decompression. */
  readonly indexBytes: number;
  /** For one address, redirects included, waiting for one's turn not. */
  readonly timeoutMs: number;
  readonly redirects: number;
  /** How often the same is asked for again when a site is busy. */
  readonly retries: number;
  /** Before the first of them; each further one waits three times as long. */
  readonly retryDelayMs: number;
  /** Between two requests to the same host. */
  readonly intervalMs: number;
}

export const defaultLimits: FetchLimits = {
  pageBytes: 5_000_000,
  indexBytes: 20_000_000,
  timeoutMs: 20_000,
  redirects: 5,
  retries: 2,
  retryDelayMs: 500,
  intervalMs: 250,
};

/** The longest that a site may ask us to wait, in milliseconds; where it asks for longer, it counts as not reached. */
export const longestWaitMs = 10_000;
