/** One message of a conversation with a model. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** Tokens of one call. */
export interface CallUsage {
  readonly input: number;
  readonly output: number;
  /** Whether the server counted them; otherwise they are estimated. */
  readonly isExact: boolean;
}

/** A whole reply. */
export interface ModelReply {
  readonly text: string;
  readonly usage: CallUsage;
  /** `length`: it ended because it may not be longer, so its end is missing. */
  readonly finishReason: 'stop' | 'length';
}

export interface SendOptions {
  readonly signal: AbortSignal;
  /** Told each piece of the reply as it comes. */
  readonly onText?: ((piece: string) => void) | undefined;
  /** The most that the reply may take. */
  readonly maxTokens: number;
}

/** One model somewhere. */
export interface ModelClient {
  /** As its server calls it. */
  readonly model: string;
  /** Where texts go, e.g. `api.openai.com`; shown to people before anything is sent. */
  readonly host: string;
  /** Whether what is sent stays on this machine. */
  readonly isLocal: boolean;
  /** The most tokens that prompt and reply may have together; null when not known. */
  contextTokens(signal: AbortSignal): Promise<number | null>;
  /**
   * Sends a conversation and resolves with the whole reply.
   * @throws {ModelError} in plain words; the signal's reason when it is cancelled
   */
  send(messages: readonly ChatMessage[], options: SendOptions): Promise<ModelReply>;
  /** The server's own count of a text; absent where it has none. */
  readonly countTokens?: ((text: string) => Promise<number>) | undefined;
}
