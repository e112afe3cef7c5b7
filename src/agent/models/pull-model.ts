import { UserError } from '../../learning/user-error.js';
import type { ClientOptions } from './client-options.js';
import type { Endpoint } from './endpoint.js';
import { modelErrorIn } from './model-error.js';
import { ollamaApi } from './ollama-api.js';

/**
 * Lets an Ollama server fetch a model; cancelled, it goes on from there the next time.
 * @param onProgress told what is being done, with its share from 0 to 1 where that is known
 * @throws {UserError} when the server cannot be reached, or knows no such model
 */
export async function pullModel(
  endpoint: Endpoint,
  model: string,
  options: Pick<ClientOptions, 'key' | 'place'> & {
    readonly signal: AbortSignal;
    readonly onProgress?: ((step: string, share: number | undefined) => void) | undefined;
  },
): Promise<void> {
  const { signal, onProgress } = options;
  try {
    const steps = await ollamaApi(endpoint, options, signal).pull({ model, stream: true });
    for await (const { status, completed = 0, total = 0 } of steps as AsyncIterable<PullStep>)
      onProgress?.(status, total > 0 ? completed / total : undefined);
  } catch (error) {
    signal.throwIfAborted();
    const said = error instanceof Error ? error.message : String(error);
    throw (
      modelErrorIn(error) ??
      new UserError(
        `Ollama could not fetch ${model}: ${said}. Check its name and the network, then try again.`,
        {
          cause: error,
        },
      )
    );
  }
}

/** Steps that move no bytes have no counts, whatever the library declares. */
interface PullStep {
  readonly status: string;
  readonly completed?: number;
  readonly total?: number;
}
