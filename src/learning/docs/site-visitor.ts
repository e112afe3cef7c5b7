import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import pRetry from 'p-retry';
import type { AllowList } from './allow-list.js';
import { DocsError } from './docs-error.js';
import { longestWaitMs, type FetchLimits } from './fetch-limits.js';
import { fetchResource, type Fetched, type FetchRequest, type Gate } from './fetch-resource.js';
import { readRobots, type RobotsRules } from './robots-rules.js';
import type { Route } from './route.js';

interface Host {
  readonly rules: RobotsRules;
  /** One request at a time, and not faster than the host likes. */
  readonly queue: PQueue;
}

/** As RFC 9309 allows. */
const rulesKeptMs = 86_400_000;

/** Fetches from documentation sites as a polite guest: by their robots.txt, slowly, and again later when they are busy. */
export class SiteVisitor {
  readonly #allowList: AllowList;
  readonly #route: Route;
  readonly #limits: FetchLimits;
  readonly #hosts = new Map<string, { readonly host: Promise<Host>; readonly readAtMs: number }>();

  constructor(allowList: AllowList, route: Route, limits: FetchLimits) {
    this.#allowList = allowList;
    this.#route = route;
    this.#limits = limits;
  }

  /** @throws {DocsError} */
  async fetch(request: Omit<FetchRequest, 'timeoutMs' | 'redirects'>): Promise<Fetched> {
    const { retries, retryDelayMs } = this.#limits;
    const { signal, address, onConnection } = request;
    const gate: Gate = async (url, send) => {
      const { rules, queue } = await this.#host(url.origin, onConnection);
      if (!rules.allows(url))
        throw new DocsError(
          'refused',
          `${url.href} was not fetched: the site asks programs not to (robots.txt).`,
        );
      return queue.add(send);
    };
    try {
      return await pRetry(() => this.#fetch(request, gate), {
        retries,
        minTimeout: retryDelayMs,
        factor: 3,
        ...(signal === undefined ? {} : { signal }),
        shouldRetry: ({ error }) => waitMs(error) !== undefined,
        onFailedAttempt: async ({ error, retriesLeft }) => {
          if (retriesLeft > 0) await sleep(waitMs(error) ?? 0, undefined, { signal });
        },
      });
    } catch (error) {
      if (signal?.aborted === true) throw new DocsError('cancelled', `${address} is not wanted any more.`);
      throw error;
    }
  }

  #fetch(request: Omit<FetchRequest, 'timeoutMs' | 'redirects'>, gate: Gate): Promise<Fetched> {
    const { timeoutMs, redirects } = this.#limits;
    return fetchResource({ ...request, timeoutMs, redirects }, this.#allowList, this.#route, gate);
  }

  #host(origin: string, onConnection: FetchRequest['onConnection']): Promise<Host> {
    const known = this.#hosts.get(origin);
    const nowMs = performance.now();
    if (known !== undefined && nowMs - known.readAtMs < rulesKeptMs) return known.host;
    const host = this.#read(origin, onConnection);
    this.#hosts.set(origin, { host, readAtMs: nowMs });
    host.catch(() => this.#hosts.delete(origin));
    return host;
  }

  async #read(origin: string, onConnection: FetchRequest['onConnection']): Promise<Host> {
    const straight: Gate = (_, send) => send();
    const rules = await readRobots(origin, (request) => this.#fetch({ ...request, onConnection }, straight));
    const interval = Math.max(this.#limits.intervalMs, Math.min(rules.crawlDelayMs, longestWaitMs));
    return { rules, queue: new PQueue({ concurrency: 1, interval, intervalCap: 1 }) };
  }
}

/** How long to wait before another try; undefined where none is of use. */
function waitMs(error: unknown): number | undefined {
  if (!(error instanceof DocsError) || error.retryAfterMs === undefined) return undefined;
  return error.retryAfterMs <= longestWaitMs ? error.retryAfterMs : undefined;
}
