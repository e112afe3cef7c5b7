import type { ChatResponse, Ollama } from 'ollama';
import { estimateTokens } from '../../learning/dataset/estimate-tokens.js';
import { ActivityLimit, defaultSilence } from './activity-limit.js';
import type { CallUsage, ChatMessage, ModelClient, ModelReply, SendOptions } from './model-client.js';
import { ModelError, modelErrorIn } from './model-error.js';
import { ollamaApi } from './ollama-api.js';
import { ReplyText } from './reply-text.js';
import { ServerModel } from './server-model.js';
import { streamError } from './stream-error.js';

/** Estimates of tokens are wrong by a fifth at most. */
const estimateMargin = 1.25;
const smallestContext = 8192;

/** A model on an Ollama server. */
export class OllamaClient extends ServerModel implements ModelClient {
  async contextTokens(signal: AbortSignal): Promise<number | null> {
    try {
      // The client declares a Map; what comes is an object.
      const { model_info: info }: { model_info: unknown } = await this.#client(signal).show({
        model: this.model,
      });
      if (typeof info !== 'object' || info === null) return null;
      const length: unknown = Object.entries(info).find(([key]) => key.endsWith('.context_length'))?.[1];
      return typeof length === 'number' && length > 0 ? length : null;
    } catch (error) {
      signal.throwIfAborted();
      throw this.#inWords(error);
    }
  }

  async send(messages: readonly ChatMessage[], options: SendOptions): Promise<ModelReply> {
    const { signal, onText, maxTokens } = options;
    signal.throwIfAborted();
    const input = messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
    const window = await this.#window(input, maxTokens, signal);
    const limit = new ActivityLimit(signal, this.options.silence ?? defaultSilence);
    const reply = new ReplyText(onText);
    try {
      const stream = await this.#client(limit.signal).chat({
        model: this.model,
        messages: messages.map(({ role, content }) => ({ role, content })),
        stream: true,
        options: { num_ctx: window, num_predict: maxTokens },
      });
      for await (const part of stream) {
        limit.heard();
        const hasRoom = reply.add(part.message.content);
        if (part.done || !hasRoom) return toReply(reply.text, part, input);
      }
      throw new Error('Did not receive done');
    } catch (error) {
      const { host } = this;
      const hasBegun = reply.text !== '';
      throw streamError({ error, signal, limit, host, hasBegun }) ?? this.#inWords(error);
    } finally {
      limit.end();
    }
  }

  /** Ollama cuts the beginning of a prompt off without a word where the window is too small, so it is always told. */
  async #window(input: number, maxTokens: number, signal: AbortSignal): Promise<number> {
    const most = await this.contextTokens(signal);
    if (most !== null && input + maxTokens > most) throw tooLong(this.model, input + maxTokens, most);
    const needed = Math.ceil(input * estimateMargin) + maxTokens;
    // Powers of two, so that the server need not load the model again for every call.
    const window = Math.max(smallestContext, 2 ** Math.ceil(Math.log2(needed)));
    return Math.min(window, most ?? Infinity);
  }

  #client(signal: AbortSignal): Ollama {
    return ollamaApi(this.endpoint, this.options, signal);
  }

  #inWords(error: unknown): ModelError {
    const own = modelErrorIn(error);
    if (own !== undefined) return own;
    const message = error instanceof Error ? error.message : String(error);
    const status: unknown = error instanceof Error && 'status_code' in error ? error.status_code : undefined;
    if (status === 401 || status === 403)
      return new ModelError('key-refused', `Ollama at ${this.host} wants a key. ${this.options.keyHint}`, {
        cause: error,
      });
    if (status === 404 || /\bmodel\b.*not found/i.test(message))
      return new ModelError(
        'no-model',
        `Ollama at ${this.host} does not have ${this.model}. Fetch it: ollama pull ${this.model}`,
        { cause: error },
      );
    if (/context|too long|exceed/i.test(message))
      return new ModelError('too-long', `The prompt is too long for ${this.model}: ${message}`, {
        cause: error,
      });
    return new ModelError(
      'failed',
      `Ollama could not answer: ${message}. Its log says more (ollama serve).`,
      {
        cause: error,
      },
    );
  }
}

function tooLong(model: string, needed: number, most: number): ModelError {
  return new ModelError(
    'too-long',
    `The prompt and room for a reply need about ${needed} tokens, and ${model} takes ${most}. Choose a smaller context set, split the task, or use another model.`,
  );
}

function toReply(text: string, last: ChatResponse, estimatedInput: number): ModelReply {
  return {
    text,
    usage: usageIn(last) ?? { input: estimatedInput, output: estimateTokens(text), isExact: false },
    finishReason: last.done && last.done_reason !== 'length' ? 'stop' : 'length',
  };
}

/** Some versions leave the prompt's count out when they had it in their cache. */
function usageIn(last: Partial<ChatResponse>): CallUsage | undefined {
  const { prompt_eval_count: input, eval_count: output } = last;
  return input === undefined || output === undefined ? undefined : { input, output, isExact: true };
}
