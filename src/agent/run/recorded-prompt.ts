import type { ChatMessage } from '../models/model-client.js';

/** A prompt as it is kept to learn from. */
export interface RecordedPrompt {
  readonly instructions: string;
  readonly task: string;
}

export function recordedPrompt(messages: readonly ChatMessage[]): RecordedPrompt {
  const textsOf = (role: ChatMessage['role']): string =>
    messages.flatMap((each) => (each.role === role ? [each.content] : [])).join('\n\n');
  return { instructions: textsOf('system'), task: textsOf('user') };
}
