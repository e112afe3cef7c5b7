import type { Refusal } from '../edits/edit.js';
import type { ChatMessage, ModelClient } from '../models/model-client.js';
import { parseJudgement } from '../prompts/judgement.js';
import { repairMessages, verdictAgain } from '../prompts/repair-messages.js';
import type { Choice } from './choice.js';
import type { Draft } from './draft.js';
import type { ModelCalls, PaidReply } from './model-calls.js';
import type { Prepared } from './prepare.js';

/** What a model answered to one task, with the one repair it was asked for. */
export interface Answer {
  /** Without the last reply. */
  readonly messages: readonly ChatMessage[];
  readonly replies: readonly string[];
  /** What could not be applied in the end. */
  readonly refusals: readonly Refusal[];
  /** In and out together. */
  readonly tokens: number;
  /** US dollars; null where no price is known. */
  readonly costUsd: number | null;
}

interface Question {
  readonly runId: string | null;
  readonly calls: ModelCalls;
  readonly client: ModelClient;
  readonly model: Choice['model'];
  readonly prepared: Prepared;
  readonly signal: AbortSignal;
  readonly onText?: ((piece: string) => void) | undefined;
  /** Told before each call. */
  readonly onCall: () => void;
}

/** Asks, and takes the edits into the draft. What is refused is sent back once. */
export async function answerWithEdits(question: Question, draft: Draft): Promise<Answer> {
  const { messages, screen } = question.prepared;
  const first = await ask(question, messages);
  const taken = await draft.take(first.text);
  if (taken.refusals.length === 0 && taken.applied > 0) return answerOf(messages, [first], taken.refusals);
  const second = await ask(question, cleaned(repairMessages(messages, first.text, taken.refusals), screen));
  const { refusals } = await draft.take(second.text);
  return answerOf(messages, [first, second], refusals);
}

/** Asks a judge. A reply without a verdict is sent back once. */
export async function answerWithVerdict(question: Question): Promise<Answer> {
  const { messages, screen } = question.prepared;
  const first = await ask(question, messages);
  if (parseJudgement(first.text) !== null) return answerOf(messages, [first], []);
  const second = await ask(question, cleaned(verdictAgain(messages, first.text), screen));
  return answerOf(messages, [first, second], []);
}

function cleaned(messages: readonly ChatMessage[], screen: Prepared['screen']): ChatMessage[] {
  return messages.map((message) => ({ ...message, content: screen.clean(message.content) }));
}

function ask(question: Question, messages: readonly ChatMessage[]): Promise<PaidReply> {
  const { runId, calls, client, model, prepared, signal, onText, onCall } = question;
  onCall();
  return calls.send({
    ...{ runId, client, model, messages, signal, onText },
    maxTokens: prepared.maxReplyTokens,
    count: prepared.counter.count,
  });
}

function answerOf(
  messages: readonly ChatMessage[],
  replies: readonly PaidReply[],
  refusals: readonly Refusal[],
): Answer {
  const costs = replies.map(({ costUsd }) => costUsd);
  return {
    messages,
    replies: replies.map(({ text }) => text),
    refusals,
    tokens: replies.reduce((sum, { usage }) => sum + usage.input + usage.output, 0),
    costUsd: costs.every((cost) => cost !== null) ? costs.reduce((sum, cost) => sum + cost, 0) : null,
  };
}
