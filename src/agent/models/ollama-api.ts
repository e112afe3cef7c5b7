import { Ollama } from 'ollama';
import type { ClientOptions } from './client-options.js';
import { endpointFetch } from './endpoint-fetch.js';
import type { Endpoint } from './endpoint.js';

/** The library's client for an endpoint; ends with the signal. */
export function ollamaApi(
  endpoint: Endpoint,
  { key, place }: Pick<ClientOptions, 'key' | 'place'>,
  signal: AbortSignal,
): Ollama {
  return new Ollama({
    host: endpoint.url,
    fetch: endpointFetch(endpoint, { signal, place }),
    ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
  });
}
