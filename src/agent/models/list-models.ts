import type { ClientOptions } from './client-options.js';
import { hostOf, type Endpoint } from './endpoint.js';
import { ollamaApi } from './ollama-api.js';
import { openaiApi } from './openai-api.js';
import { openaiError } from './openai-error.js';

/**
 * The models that a server has: pulled ones of Ollama, or what `/models` lists.
 * @throws {ModelError} when the server cannot be asked
 */
export async function listModels(
  endpoint: Endpoint,
  options: ClientOptions,
  signal: AbortSignal,
): Promise<string[]> {
  try {
    return await (endpoint.kind === 'ollama' ? pulled : listed)(endpoint, options, signal);
  } catch (error) {
    signal.throwIfAborted();
    const { key, keyHint } = options;
    const asked = { host: hostOf(endpoint), model: null, hasKey: key !== undefined, keyHint };
    throw openaiError(error, asked);
  }
}

async function pulled(endpoint: Endpoint, options: ClientOptions, signal: AbortSignal): Promise<string[]> {
  const { models } = await ollamaApi(endpoint, options, signal).list();
  return models.map(({ model }) => model);
}

async function listed(endpoint: Endpoint, options: ClientOptions, signal: AbortSignal): Promise<string[]> {
  const { data } = await openaiApi(endpoint, options, signal).models.list();
  return data.map(({ id }) => id);
}
