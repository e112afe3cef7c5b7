import { OpenAI } from 'openai';
import type { ClientOptions } from './client-options.js';
import { endpointFetch } from './endpoint-fetch.js';
import type { Endpoint } from './endpoint.js';

/** The library's client for an endpoint, without anything that it would take from the environment. */
export function openaiApi(
  endpoint: Endpoint,
  { key, place }: Pick<ClientOptions, 'key' | 'place'>,
  signal: AbortSignal,
): OpenAI {
  return new OpenAI({
    baseURL: endpoint.url,
    apiKey: key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    fetch: endpointFetch(endpoint, { signal, place }),
    ...(key === undefined ? { defaultHeaders: { authorization: null } } : {}),
  });
}
