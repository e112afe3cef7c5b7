import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { estimateTokens } from '../../learning/dataset/estimate-tokens.js';
import { ActivityLimit, defaultSilence } from './activity-limit.js';
import type { CallUsage, ChatMessage, ModelClient, ModelReply, SendOptions } from './model-client.js';
import { openaiApi } from './openai-api.js';
import { openaiError } from './openai-error.js';
import { ReplyText } from './reply-text.js';
import { ServerModel } from './server-model.js';
import { cutOff, streamError } from './stream-error.js';

/** A model behind an OpenAI-compatible interface. */
export class OpenaiClient extends ServerModel implements ModelClient {
  /** The interface does not tell. */
  contextTokens(): Promise<null> {
    return Promise.resolve(null);
  }

  async send(messages: readonly ChatMessage[], options: SendOptions): Promise<ModelReply> {
    const { signal, onText, maxTokens } = options;
    signal.throwIfAborted();
    const limit = new ActivityLimit(signal, this.options.silence ?? defaultSilence);
    const reply = new ReplyText(onText);
    try {
      const stream = await openaiApi(this.endpoint, this.options, limit.signal).chat.completions.create({
        model: this.model,
        messages: messages.map(({ role, content }) => ({ role, content })),
        stream: true,
        stream_options: { include_usage: true },
        ...this.#lengthLimit(maxTokens),
      });
      return await readReply(stream, reply, limit, messages);
    } catch (error) {
      const { host, model } = this;
      const hasBegun = reply.text !== '';
      throw (
        streamError({ error, signal, limit, host, hasBegun }) ??
        openaiError(error, {
          host,
          model,
          hasKey: this.options.key !== undefined,
          keyHint: this.options.keyHint,
        })
      );
    } finally {
      limit.end();
    }
  }

  /** OpenAI itself refuses the old name for its newer models; most other servers know only that one. */
  #lengthLimit(maxTokens: number): { max_tokens: number } | { max_completion_tokens: number } {
    return this.host === 'api.openai.com' ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens };
  }
}

async function readReply(
  stream: AsyncIterable<ChatCompletionChunk>,
  reply: ReplyText,
  limit: ActivityLimit,
  messages: readonly ChatMessage[],
): Promise<ModelReply> {
  let finish: string | undefined;
  let usage: CallUsage | undefined;
  for await (const chunk of stream) {
    limit.heard();
    const [choice] = chunk.choices;
    if (!reply.add(choice?.delta.content ?? '')) {
      finish = 'length';
      break;
    }
    finish = choice?.finish_reason ?? finish;
    if (chunk.usage)
      usage = { input: chunk.usage.prompt_tokens, output: chunk.usage.completion_tokens, isExact: true };
  }
  // The library ends a stream that was aborted as if it were complete.
  limit.signal.throwIfAborted();
  if (finish === undefined) throw cutOff('the model server');
  return {
    text: reply.text,
    usage: usage ?? {
      input: messages.reduce((sum, { content }) => sum + estimateTokens(content), 0),
      output: estimateTokens(reply.text),
      isExact: false,
    },
    finishReason: finish === 'length' ? 'length' : 'stop',
  };
}
