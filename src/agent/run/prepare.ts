import type { SuggestedContext } from '../../learning/choice/suggestion.js';
import type { Role } from '../../learning/runs/run.js';
import type { DesignCard } from '../cards/design-card.js';
import type { ContextWorkspace } from '../context/context-workspace.js';
import { gather, leastSources } from '../context/gather.js';
import { SecretScreen } from '../context/secret-screen.js';
import { counterFor, type TokenCounter } from '../context/token-counter.js';
import type { ChatMessage, ModelClient } from '../models/model-client.js';
import { buildMessages } from '../prompts/build-messages.js';
import type { Choice } from './choice.js';
import type { SendPreview } from './ports.js';

/** Where a server does not say what its models take. */
const usualContextTokens = 32_000;
/** No prompt of ours needs more, and what is longer costs more than it helps. */
const mostPromptTokens = 48_000;
const mostReplyTokens = 8192;

/** What a judge has to see, whatever the context set says. */
const judged: SuggestedContext['sources'][number] = { source: 'git-diff', tokens: 12_000, isIncluded: true };

/** A prompt that is ready to be sent. */
export interface Prepared {
  readonly messages: readonly ChatMessage[];
  readonly maxReplyTokens: number;
  readonly counter: TokenCounter;
  readonly preview: SendPreview;
  /** Takes secrets out of what is added later. */
  readonly screen: SecretScreen;
}

interface PrepareOptions {
  readonly client: ModelClient;
  readonly workspace: ContextWorkspace;
  /** Null where the ledger knows no run. */
  readonly runId: string | null;
  readonly signal: AbortSignal;
}

/** Gathers what the choice says and builds the prompt, within what the model takes. */
export async function prepare(
  card: DesignCard,
  choice: Pick<Choice, 'prompt' | 'context'>,
  { client, workspace, runId, signal }: PrepareOptions,
): Promise<Prepared> {
  const contextTokens = (await client.contextTokens(signal)) ?? usualContextTokens;
  const maxReplyTokens = Math.min(mostReplyTokens, Math.floor(contextTokens / 3));
  const counter = await counterFor(client, [choice.prompt.text, card.name, ...card.goals].join('\n'));
  const screen = new SecretScreen();
  const { isLocal } = client;
  const sources = sourcesFor(card.role, choice.context?.sources ?? leastSources);
  const gathered = await gather(card, { sources, workspace, runId, isLocal, screen, count: counter.count });
  signal.throwIfAborted();
  const built = buildMessages({
    card,
    promptText: choice.prompt.text,
    parts: gathered.parts,
    docs: gathered.docs,
    maxTokens: Math.min(mostPromptTokens, contextTokens - maxReplyTokens),
    countTokens: counter.count,
  });
  const messages = built.messages.map(({ role, content }) => ({ role, content: screen.clean(content) }));
  const text = (): string => messages.map(({ role, content }) => `[${role}]\n${content}`).join('\n\n');
  return {
    messages,
    maxReplyTokens,
    counter,
    screen,
    preview: {
      host: client.host,
      isLocal,
      model: client.model,
      quoted: [...built.included.map(({ part }) => part.label), ...(built.hasDocs ? ['documentation'] : [])],
      bytes: messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0),
      secretsReplaced: screen.replaced,
      keptBack: gathered.keptBack,
      text,
    },
  };
}

function sourcesFor(role: Role, sources: SuggestedContext['sources']): SuggestedContext['sources'] {
  return role === 'judge' ? [judged, ...sources.filter(({ source }) => source !== judged.source)] : sources;
}
