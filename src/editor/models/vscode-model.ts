import * as vscode from 'vscode';
import { ModelError, type ModelProblem } from '../../agent/models/model-error.js';
import type { ChatMessage, ModelClient, ModelReply, SendOptions } from '../../agent/models/model-client.js';

/** The name that arms give VS Code's own models as their endpoint. */
export const vscodeEndpoint = 'vscode';

/** What an arm is called whose model is VS Code's: `copilot/gpt-4o`. */
export function armOf({ vendor, id }: Pick<vscode.LanguageModelChat, 'vendor' | 'id'>): string {
  return `${vendor}/${id}`;
}

/** One of VS Code's own models. Where it runs, only its provider knows, so it counts as far away. */
export class VscodeModel implements ModelClient {
  readonly model: string;
  readonly host: string;
  readonly isLocal = false;
  readonly countTokens: (text: string) => Promise<number>;
  readonly #chat: vscode.LanguageModelChat;

  constructor(chat: vscode.LanguageModelChat) {
    this.model = chat.name;
    this.host = `${chat.vendor} (a model of VS Code)`;
    this.countTokens = async (text) => chat.countTokens(text);
    this.#chat = chat;
  }

  contextTokens(): Promise<number | null> {
    const { maxInputTokens } = this.#chat;
    return Promise.resolve(maxInputTokens > 0 ? maxInputTokens : null);
  }

  async send(messages: readonly ChatMessage[], { signal, onText }: SendOptions): Promise<ModelReply> {
    const cancelling = new vscode.CancellationTokenSource();
    const cancel = (): void => {
      cancelling.cancel();
    };
    signal.addEventListener('abort', cancel, { once: true });
    let text = '';
    try {
      const justification = 'To run the task that you started.';
      const response = await this.#chat.sendRequest(
        messages.map(toVscode),
        { justification },
        cancelling.token,
      );
      for await (const piece of response.text) {
        text += piece;
        onText?.(piece);
      }
      signal.throwIfAborted();
    } catch (error) {
      signal.throwIfAborted();
      throw this.#inWords(error);
    } finally {
      signal.removeEventListener('abort', cancel);
      cancelling.dispose();
    }
    const input = await this.countTokens(messages.map(({ content }) => content).join('\n\n'));
    const usage = { input, output: await this.countTokens(text), isExact: false };
    return { text, usage, finishReason: 'stop' };
  }

  #inWords(error: unknown): Error {
    const said = error instanceof Error ? error.message : String(error);
    const code = error instanceof vscode.LanguageModelError ? error.code : '';
    if (code === vscode.LanguageModelError.NoPermissions.name)
      return failure(
        'no-key',
        `VS Code was not allowed to ask ${this.model}: ${said} Run it again and allow it.`,
        error,
      );
    if (code === vscode.LanguageModelError.NotFound.name)
      return failure(
        'no-model',
        `VS Code has no ${this.model} any more: ${said} Choose another model.`,
        error,
      );
    if (code === vscode.LanguageModelError.Blocked.name)
      return failure(
        'quota',
        `${this.host} takes no more requests: ${said} Try again later, or use another model.`,
        error,
      );
    return failure('failed', `${this.model} could not answer: ${said}`, error);
  }
}

function failure(problem: ModelProblem, message: string, cause: unknown): ModelError {
  return new ModelError(problem, message, { cause });
}

/** There is no system role: instructions go first, as the user's. */
function toVscode({ role, content }: ChatMessage): vscode.LanguageModelChatMessage {
  return role === 'assistant'
    ? vscode.LanguageModelChatMessage.Assistant(content)
    : vscode.LanguageModelChatMessage.User(content);
}
