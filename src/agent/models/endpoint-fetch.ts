import { hostOf, isLoopback, originOf, type Endpoint } from './endpoint.js';
import { ModelError } from './model-error.js';
import { localhostInWords, type Place } from './place.js';

const maxRedirects = 3;
/** The libraries add headers from environment variables that may be meant for another host. */
const sentHeaders = new Set(['accept', 'authorization', 'content-type', 'user-agent']);

interface FetchContext {
  /** Ends the request, and the reading of its answer. */
  readonly signal: AbortSignal;
  /** What tells people where localhost is. */
  readonly place: Place;
}

/**
 * A `fetch` for one endpoint: it goes nowhere else, follows no redirect to another origin, and throws a `ModelError` where
 * no server or no API answers.
 */
export function endpointFetch(endpoint: Endpoint, { signal, place }: FetchContext): typeof fetch {
  return async (input, init = {}) => {
    const headers = new Headers(init.headers);
    for (const name of [...headers.keys()]) if (!sentHeaders.has(name)) headers.delete(name);
    const signals = [signal, ...(init.signal ? [init.signal] : [])];
    const request = { ...init, headers, signal: AbortSignal.any(signals), redirect: 'manual' as const };
    let url = new URL(input instanceof Request ? input.url : input);
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      if (url.origin !== originOf(endpoint)) throw redirected(endpoint, url.host);
      const response = await fetch(url, request).catch((error: unknown) => {
        if (request.signal.aborted) throw error;
        throw unreachable(endpoint, place, error);
      });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null)
        return answering(endpoint, response);
      await response.body?.cancel();
      url = new URL(location, url);
    }
    throw notAnApi(endpoint, 'it redirects in a circle');
  };
}

function answering(endpoint: Endpoint, response: Response): Response {
  const type = response.headers.get('content-type') ?? '';
  if (/\bhtml\b/i.test(type)) throw notAnApi(endpoint, `a web page answers (${response.status})`);
  // Of other errors than JSON the client of Ollama would tell standard output.
  if (endpoint.kind === 'ollama' && !response.ok && !type.includes('json'))
    throw notAnApi(endpoint, `it answers with ${response.status} ${response.statusText}`.trim());
  return response;
}

function redirected(endpoint: Endpoint, to: string): ModelError {
  return new ModelError(
    'redirected',
    `${hostOf(endpoint)} sends us on to ${to}. That was not followed, so that no key and no code gets there. If ${to} is the right server, enter its address instead.`,
  );
}

function notAnApi(endpoint: Endpoint, what: string): ModelError {
  const hint =
    endpoint.kind === 'openai' ? ' The address of an OpenAI-compatible server mostly ends with /v1.' : '';
  return new ModelError(
    'not-an-api',
    `There is no model server at ${endpoint.url}: ${what}. Check the address, and whether a proxy wants you to sign in.${hint}`,
  );
}

function unreachable(endpoint: Endpoint, place: Place, cause: unknown): ModelError {
  const { url, kind } = endpoint;
  const { protocol, port } = new URL(url);
  const hint = isLoopback(endpoint)
    ? localhostInWords(place, port === '' ? (protocol === 'https:' ? '443' : '80') : port)
    : ' Check the address and your network.';
  const start = kind === 'ollama' ? 'Start Ollama (ollama serve)' : 'Start the server';
  const what = isLoopback(endpoint) ? `${start} and try again.` : 'Try again later.';
  const name = kind === 'ollama' ? 'Ollama' : 'The model server';
  return new ModelError(
    'unreachable',
    `${name} does not answer at ${url} (${reasonOf(cause)}). ${what}${hint}`,
    {
      cause,
    },
  );
}

function reasonOf(error: unknown): string {
  const inner = error instanceof Error ? error.cause : undefined;
  if (inner instanceof Error && 'code' in inner && typeof inner.code === 'string') return inner.code;
  return error instanceof Error ? error.message : String(error);
}
