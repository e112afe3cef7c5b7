import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import fetch, { FetchError, type Response } from 'node-fetch';
import { MIMEType } from 'whatwg-mimetype';
import type { AllowList } from './allow-list.js';
import { DocsError } from './docs-error.js';
import { viaGuard } from './guarded-https.js';
import { networkProblem } from './network-problem.js';
import type { SiteConnection } from './retriever.js';
import type { Route } from './route.js';

/** What a site said about a resource when it was last fetched, so that it can answer that nothing changed. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FetchRequest {
  readonly address: string;
  /** Media types that can be used; anything else is refused. */
  readonly types: ReadonlySet<string>;
  /** Size after decompression. */
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly redirects: number;
  readonly validators?: Validators | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told of each connection once it has served. */
  readonly onConnection?: ((connection: SiteConnection) => void) | undefined;
}

export interface Resource extends Validators {
  readonly kind: 'content';
  /** After redirects. */
  readonly url: string;
  readonly type: MIMEType;
  readonly bytes: Uint8Array;
}

export type Fetched = Resource | { readonly kind: 'unchanged' };

/** What a request goes through before it is sent: one's turn, robots.txt. */
export type Gate = <T>(url: URL, send: () => Promise<T>) => Promise<T>;

const redirects = new Set([301, 302, 303, 307, 308]);
const busy = new Set([429, 502, 503, 504]);
/** What node-fetch unpacks, and nothing packed twice. */
const packings = new Set(['', 'identity', 'gzip', 'x-gzip', 'deflate', 'x-deflate', 'br']);
export const userAgent = 'LearningLoop';

/**
 * Fetches one resource over redirects that are each checked like the address itself.
 * @throws {DocsError}
 */
export async function fetchResource(
  request: FetchRequest,
  allowList: AllowList,
  route: Route,
  gate: Gate,
): Promise<Fetched> {
  let leftMs = request.timeoutMs;
  let url = allowList.check(request.address);
  for (let hop = 0; hop <= request.redirects; hop += 1) {
    const here = url;
    const answer = await gate(here, async () => {
      const startedAt = performance.now();
      try {
        return await ask(here, request, route, Math.max(1, Math.ceil(leftMs)));
      } finally {
        leftMs -= performance.now() - startedAt;
      }
    });
    if (answer.kind !== 'redirect') return answer;
    url = followed(here, answer.location, allowList);
  }
  throw new DocsError('unusable', `${request.address} was not fetched: it redirects without end.`);
}

async function ask(
  url: URL,
  request: FetchRequest,
  route: Route,
  timeoutMs: number,
): Promise<Fetched | { readonly kind: 'redirect'; readonly location: string | null }> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = request.signal === undefined ? timeout : AbortSignal.any([timeout, request.signal]);
  const sockets: Socket[] = [];
  try {
    const response = await viaGuard(
      route,
      signal,
      () =>
        fetch(url.href, { redirect: 'manual', size: request.maxBytes, headers: headersOf(request), signal }),
      (socket) => sockets.push(socket),
    );
    if (redirects.has(response.status)) {
      discard(response);
      return { kind: 'redirect', location: response.headers.get('location') };
    }
    if (response.status === 304 && request.validators !== undefined) {
      discard(response);
      return { kind: 'unchanged' };
    }
    return await contentOf(url, response, request);
  } catch (error) {
    if (error instanceof DocsError) throw error;
    if (error instanceof FetchError && error.type === 'max-size') throw tooLarge(url, request);
    throw networkProblem(url, error, timeout.aborted ? request.timeoutMs : undefined);
  } finally {
    for (const { bytesRead } of sockets) request.onConnection?.({ url: url.href, bytes: bytesRead });
  }
}

function headersOf({ types, validators }: FetchRequest): Record<string, string> {
  const [best = '*/*', ...others] = types;
  const { etag = null, lastModified = null } = validators ?? {};
  return {
    accept: [best, ...others.map((type) => `${type};q=0.5`)].join(', '),
    'user-agent': userAgent,
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
}

function followed(from: URL, location: string | null, allowList: AllowList): URL {
  if (location === null || !URL.canParse(location, from.href)) {
    throw new DocsError('unusable', `${from.href} redirects to nowhere.`);
  }
  try {
    return allowList.check(new URL(location, from));
  } catch (error) {
    if (!(error instanceof DocsError)) throw error;
    throw new DocsError(
      error.reason,
      `${from.href} redirects elsewhere. ${error.message} If this network asks you to sign in first, do so in a browser.`,
    );
  }
}

async function contentOf(url: URL, response: Response, request: FetchRequest): Promise<Resource> {
  const type = MIMEType.parse(response.headers.get('content-type') ?? '');
  const packing = response.headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  const problem = !response.ok
    ? `the site answered ${response.status}`
    : type === null
      ? 'it is of no known type'
      : !request.types.has(type.essence)
        ? `it is ${type.essence}, which is not what was asked for`
        : packings.has(packing)
          ? undefined
          : `it is packed in a way that is not known (${packing})`;
  if (problem !== undefined || type === null) {
    discard(response);
    throw new DocsError(
      response.status >= 500 || response.status === 429 ? 'offline' : 'unusable',
      `${url.href} could not be read: ${problem ?? ''}.`,
      {
        retryAfterMs: busy.has(response.status) ? retryAfterMs(response) : undefined,
      },
    );
  }
  if (Number(response.headers.get('content-length')) > request.maxBytes) {
    discard(response);
    throw tooLarge(url, request);
  }
  return {
    kind: 'content',
    url: url.href,
    type,
    bytes: new Uint8Array(await response.arrayBuffer()),
    etag: response.headers.get('etag'),
    lastModified: response.headers.get('last-modified'),
  };
}

function tooLarge(url: URL, { maxBytes }: FetchRequest): DocsError {
  return new DocsError(
    'unusable',
    `${url.href} could not be read: it is larger than ${maxBytes / 1_000_000} MB.`,
  );
}

/** Seconds or a date, as RFC 9110 has it; 0 where the site does not say. */
function retryAfterMs({ headers }: Response): number {
  const said = headers.get('retry-after')?.trim() ?? '';
  const waitMs = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Number.isNaN(waitMs) ? 0 : Math.max(0, waitMs);
}

/** An unread body would keep its connection open. */
function discard({ body }: Response): void {
  if (!(body instanceof Readable)) return;
  body.on('error', () => undefined);
  body.destroy();
}
