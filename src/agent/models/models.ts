import type { SilenceLimits } from './activity-limit.js';
import type { ClientOptions } from './client-options.js';
import { originOf, type Endpoint } from './endpoint.js';
import type { Keys } from './keys.js';
import type { ModelClient } from './model-client.js';
import { ModelError } from './model-error.js';
import type { Place } from './place.js';

/** A model that a server has. */
interface FoundModel {
  readonly model: string;
  readonly endpoint: Endpoint;
}

/** What the servers have, and what is wrong with those that could not be asked. */
export interface FoundModels {
  readonly models: readonly FoundModel[];
  readonly problems: readonly { readonly endpoint: Endpoint; readonly error: ModelError }[];
}

interface ModelsOptions {
  readonly endpoints: readonly Endpoint[];
  readonly keys: Keys;
  readonly place: Place;
  readonly silence?: SilenceLimits | undefined;
}

const askLimitMs = 5000;

/** The models on a person's servers. The libraries are loaded when a server is first asked. */
export class Models {
  readonly #options: ModelsOptions;

  constructor(options: ModelsOptions) {
    this.#options = options;
  }

  /** Asks all servers at once. */
  async find(signal: AbortSignal): Promise<FoundModels> {
    const { listModels } = await import('./list-models.js');
    const limited = AbortSignal.any([signal, AbortSignal.timeout(askLimitMs)]);
    const asked = this.#options.endpoints.map(async (endpoint) => {
      try {
        const names = await listModels(endpoint, await this.clientOptions(endpoint), limited);
        return names.map((model) => ({ model, endpoint }));
      } catch (error) {
        signal.throwIfAborted();
        return { endpoint, error: asModelError(error, endpoint) };
      }
    });
    const answers = await Promise.all(asked);
    return {
      models: answers.flatMap((answer) => (Array.isArray(answer) ? answer : [])),
      problems: answers.flatMap((answer) => (Array.isArray(answer) ? [] : [answer])),
    };
  }

  /**
   * A client for a model.
   * @param endpointName of the endpoint that the arm names; without one, the first server that has the model
   * @throws {ModelError} when no server has it
   */
  async client(model: string, endpointName: string | undefined, signal: AbortSignal): Promise<ModelClient> {
    const endpoint =
      endpointName === undefined ? await this.#findEndpoint(model, signal) : this.#named(endpointName, model);
    const options = await this.clientOptions(endpoint);
    if (endpoint.kind === 'ollama') {
      const { OllamaClient } = await import('./ollama-client.js');
      return new OllamaClient(endpoint, model, options);
    }
    const { OpenaiClient } = await import('./openai-client.js');
    return new OpenaiClient(endpoint, model, options);
  }

  async clientOptions(endpoint: Endpoint): Promise<ClientOptions> {
    const { keys, place, silence } = this.#options;
    const origin = originOf(endpoint);
    return { place, silence, key: await keys.keyOf(origin), keyHint: keys.hint(origin) };
  }

  #named(name: string, model: string): Endpoint {
    const endpoint = this.#options.endpoints.find((each) => each.name === name);
    if (endpoint !== undefined) return endpoint;
    throw new ModelError(
      'no-model',
      `${model} is to be found at "${name}", and no server of that name is set up. Add its address to your own settings.`,
    );
  }

  async #findEndpoint(model: string, signal: AbortSignal): Promise<Endpoint> {
    const { endpoints } = this.#options;
    const [only, ...others] = endpoints;
    if (only !== undefined && others.length === 0) return only;
    const { models, problems } = await this.find(signal);
    const found = models.find((each) => isSameModel(each.model, model));
    if (found !== undefined) return found.endpoint;
    const [problem] = problems;
    if (problem !== undefined && models.length === 0) throw problem.error;
    const hosts = endpoints.map(({ url }) => url).join(', ');
    const missing = problems.map(({ error }) => ` ${error.message}`).join('');
    // It may well be where nobody could look, so what helps there comes first.
    throw new ModelError(
      problem?.error.problem ?? 'no-model',
      `No server has ${model}; these were asked: ${hosts || 'none'}.${missing}`,
    );
  }
}

/** Ollama's names end with `:latest` where nothing else is said. */
function isSameModel(found: string, wanted: string): boolean {
  return found === wanted || found === `${wanted}:latest`;
}

function asModelError(error: unknown, endpoint: Endpoint): ModelError {
  if (error instanceof ModelError) return error;
  return new ModelError('unreachable', `${endpoint.url} did not answer within ${askLimitMs / 1000} s.`, {
    cause: error,
  });
}
