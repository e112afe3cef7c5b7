import type { CountTokens } from '../../learning/docs/prompt/cut-text.js';
import { UserError } from '../../learning/user-error.js';
import type { DesignCard } from '../cards/design-card.js';
import { quotedPart } from './quoted.js';
import { roleInstructions } from './role-instructions.js';
import { taskText } from './task-text.js';

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** Something that was gathered for a prompt. It is quoted as data, whatever it says. */
export interface ContextPart {
  /** What it is, such as `task`, `open-files` or `git-diff`. */
  readonly source: string;
  /** A path, or what else tells it from the others. */
  readonly label: string;
  readonly text: string;
}

export interface PromptInput {
  readonly card: DesignCard;
  /** The chosen prompt's text, from `.agent/prompts` or shipped. */
  readonly promptText: string;
  /** The most important first. One that does not fit is left out whole; smaller ones behind it may still fit. */
  readonly parts: readonly ContextPart[];
  /** Documentation, quoted and marked by `promptPart`; empty for none. It goes before all parts. */
  readonly docs: string;
  /** Most tokens of all messages together. */
  readonly maxTokens: number;
  readonly countTokens: CountTokens;
}

export interface BuiltPrompt {
  /** A system message and the user's. */
  readonly messages: readonly Message[];
  /** By `countTokens`, at most `maxTokens`. */
  readonly tokens: number;
  /** Each part that is in the messages, with its tokens. */
  readonly included: readonly IncludedPart[];
  readonly leftOut: readonly ContextPart[];
  readonly hasDocs: boolean;
}

interface IncludedPart {
  readonly part: ContextPart;
  readonly tokens: number;
}

/** Marks that a server puts around each message, on the safe side. */
const tokensPerMessage = 8;

/**
 * The messages that ask a model to do what a card says, in its role.
 * @throws {UserError} when the task alone does not fit into `maxTokens`
 */
export function buildMessages(input: PromptInput): BuiltPrompt {
  const { card, promptText, parts, docs, maxTokens, countTokens } = input;
  const system = `${promptText.trim()}\n\n${roleInstructions(card.role)}`;
  const task = taskText(card);
  let left = maxTokens - 2 * tokensPerMessage - countTokens(system) - countTokens(task);
  if (left < 0)
    throw new UserError(
      `The task "${card.name}" and the prompt take ${maxTokens - left} tokens, more than the ${maxTokens} that the model takes. Shorten the card, or choose another model.`,
    );
  const docsTokens = docs === '' ? 0 : countTokens(`\n\n${docs}`);
  const hasDocs = docs !== '' && docsTokens <= left;
  if (hasDocs) left -= docsTokens;

  const included: IncludedPart[] = [];
  const leftOut: ContextPart[] = [];
  const quotations: string[] = [];
  for (const part of parts) {
    const quotation = quotedPart(part);
    const heading = quotations.length === 0 ? `\n\n${contextHeading}` : '';
    const tokens = countTokens(`${heading}\n\n${quotation}`);
    if (tokens > left) {
      leftOut.push(part);
      continue;
    }
    left -= tokens;
    included.push({ part, tokens });
    quotations.push(quotation);
  }
  const context = quotations.length === 0 ? [] : [contextHeading, ...quotations];
  const user = [task, ...(hasDocs ? [docs] : []), ...context].join('\n\n');
  return {
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    tokens: maxTokens - left,
    included,
    leftOut,
    hasDocs,
  };
}

const contextHeading = '# From the workspace';
