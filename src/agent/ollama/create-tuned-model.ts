import { Ollama } from 'ollama';
import { basename } from 'node:path';
import { UserError } from '../../learning/user-error.js';
import { checkAdapter } from './check-adapter.js';
import { tunedParameters, tunedSystem } from './modelfile.js';
import { uploadBlob } from './upload-blob.js';

export interface TunedModelRequest {
  /** Of Ollama, e.g. `http://127.0.0.1:11434`. */
  readonly host: string;
  /** The new model's name, e.g. `my-coder-tuned`. */
  readonly name: string;
  /** The model that the adapter was trained on. */
  readonly base: string;
  /** The adapter, a GGUF file. */
  readonly adapterFile: string;
  readonly signal?: AbortSignal | undefined;
  /** Told what is being done, in words, with its share from 0 to 1 where that is known. */
  readonly onProgress?: ((step: string, share: number | undefined) => void) | undefined;
}

/**
 * Makes a model of a base and an adapter through Ollama's own interface, as `ollama create` does with a Modelfile.
 * @throws {UserError} when Ollama cannot be reached, has no such base, or the adapter does not fit it
 */
export async function createTunedModel(request: TunedModelRequest): Promise<void> {
  const { host, name, base, adapterFile, signal, onProgress } = request;
  if (!/^[\w.-]+(?:\/[\w.-]+)*(?::[\w.-]+)?$/.test(name))
    throw new UserError(
      `"${name}" is no name for a model. Use letters, digits, dots and hyphens, like my-coder-tuned.`,
    );
  const client = new Ollama({ host });
  const stop = (): void => {
    client.abort();
  };
  signal?.addEventListener('abort', stop);
  try {
    signal?.throwIfAborted();
    onProgress?.(`Looking at ${base}`, undefined);
    checkAdapter(adapterFile, await architectureOf(client, base));
    const digest = await uploadBlob(adapterFile, {
      host,
      signal,
      onProgress: (share) => onProgress?.('Handing the adapter to Ollama', share),
    });
    const statuses = await client.create({
      model: name,
      from: base,
      adapters: { [basename(adapterFile)]: digest },
      system: tunedSystem,
      parameters: { ...tunedParameters },
      stream: true,
    });
    for await (const { status, completed, total } of statuses)
      onProgress?.(status, total > 0 ? completed / total : undefined);
  } catch (error) {
    signal?.throwIfAborted();
    throw inWords(error, request);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** `qwen2` and the like; undefined when Ollama does not say. */
async function architectureOf(client: Ollama, model: string): Promise<string | undefined> {
  // The client declares a Map; what comes is an object.
  const info: unknown = (await client.show({ model })).model_info;
  const key = 'general.architecture';
  if (typeof info !== 'object' || info === null || !(key in info)) return undefined;
  return typeof info[key] === 'string' ? info[key] : undefined;
}

function inWords(error: unknown, { host, base, name }: TunedModelRequest): Error {
  if (error instanceof UserError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/fetch failed|ECONNREFUSED|ENOTFOUND/.test(message))
    return new UserError(`Ollama does not answer at ${host}. Start it (ollama serve) and try again.`, {
      cause: error,
    });
  if (message.startsWith('Did not receive'))
    return new UserError(`Ollama stopped before ${name} was made. Try again; its log says more.`, {
      cause: error,
    });
  if (/not found/.test(message) && message.includes(base))
    return new UserError(`Ollama has no model ${base}. Fetch it first: ollama pull ${base}`, {
      cause: error,
    });
  return new UserError(`Ollama could not make the model: ${message}`, { cause: error });
}
