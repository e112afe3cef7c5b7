import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import fetch, { FetchError, type Response } from 'node-fetch';
import { checkAddress } from './check-address.js';
import { DocsError } from './docs-error.js';
import { viaGuard, type Route } from './guarded-https.js';

export interface FetchLimits {
  /** Of the page after decompression. */
  readonly bytes: number;
  /** For everything, redirects included. */
  readonly timeoutMs: number;
  readonly redirects: number;
}

const defaultLimits: FetchLimits = { bytes: 5_000_000, timeoutMs: 20_000, redirects: 5 };
const redirects = new Set([301, 302, 303, 307, 308]);
const readableTypes = new Set(['text/html', 'application/xhtml+xml', 'text/plain']);
const headers = {
  accept: 'text/html,application/xhtml+xml;q=0.9,text/plain;q=0.5',
  'user-agent': 'LearningLoop',
};

export interface FetchedHtml {
  /** Where the page was in the end, after redirects. */
  readonly url: string;
  readonly html: string;
}

/**
 * Fetches a page of documentation: at most 5 MB after decompression, within 20 seconds, over at most 5 redirects that
 * are each checked like the address itself.
 * @throws {DocsError}
 */
export async function fetchHtml(
  address: string,
  route: Route,
  limits: FetchLimits = defaultLimits,
): Promise<FetchedHtml> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  let url = checkAddress(address);
  for (let hop = 0; hop <= limits.redirects; hop += 1) {
    const response = await ask(url, route, limits, signal);
    if (!redirects.has(response.status))
      return { url: url.href, html: await content(url, response, limits, signal) };
    discard(response);
    url = checkAddress(target(url, response.headers.get('location')));
  }
  throw new DocsError('unusable', `${address} was not fetched: it redirects without end.`);
}

async function ask(url: URL, route: Route, limits: FetchLimits, signal: AbortSignal): Promise<Response> {
  try {
    return await viaGuard(route, () =>
      fetch(url.href, { redirect: 'manual', size: limits.bytes, headers, signal }),
    );
  } catch (error) {
    throw new DocsError('offline', `${url.href} could not be reached: ${reasonOf(error, limits, signal)}.`, {
      cause: error,
    });
  }
}

function target(from: URL, location: string | null): URL {
  if (location === null || !URL.canParse(location, from.href)) {
    throw new DocsError('unusable', `${from.href} redirects to nowhere.`);
  }
  return new URL(location, from);
}

async function content(
  url: URL,
  response: Response,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<string> {
  const [type = '', ...parameters] = (response.headers.get('content-type') ?? '').toLowerCase().split(';');
  const problem = !response.ok
    ? `the site answered ${response.status}`
    : !readableTypes.has(type.trim())
      ? `it is ${type.trim() || 'of no known type'}, not a page`
      : undefined;
  if (problem !== undefined) {
    discard(response);
    throw new DocsError(
      response.status >= 500 ? 'offline' : 'unusable',
      `${url.href} could not be read: ${problem}.`,
    );
  }
  try {
    return decoded(new Uint8Array(await response.arrayBuffer()), parameters);
  } catch (error) {
    const isTooBig = error instanceof FetchError && error.type === 'max-size';
    throw isTooBig
      ? new DocsError(
          'unusable',
          `${url.href} could not be read: it is larger than ${limits.bytes / 1_000_000} MB.`,
        )
      : new DocsError(
          'offline',
          `${url.href} could not be read to its end: ${reasonOf(error, limits, signal)}.`,
          {
            cause: error,
          },
        );
  }
}

/** By the header's charset, else the one the page names in its beginning, else UTF-8. */
function decoded(bytes: Uint8Array, parameters: readonly string[]): string {
  const named = parameters
    .map((each) => /^\s*charset="?([^"]+)"?\s*$/.exec(each)?.[1])
    .find((each) => each !== undefined);
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const label = named ?? /<meta[^>]{1,200}charset=["']?([\w-]{1,40})/i.exec(beginning)?.[1] ?? 'utf-8';
  return decoderOf(label).decode(bytes);
}

function decoderOf(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder(); // A charset nobody knows; most pages are UTF-8 whatever they say.
  }
}

/** An unread body would keep its connection open. */
function discard({ body }: Response): void {
  if (!(body instanceof Readable)) return;
  body.on('error', () => undefined);
  body.destroy();
}

function reasonOf(error: unknown, { timeoutMs }: FetchLimits, { aborted }: AbortSignal): string {
  if (aborted) return `no answer within ${timeoutMs / 1000} s`;
  if (!(error instanceof Error)) return String(error);
  return error.message.replace(/^request to \S+ failed, reason: /, '');
}
