import type { AgentEvent } from '../agent-event.js';
import { amountIn, fieldsIn, listIn, parseFields, textIn, timeIn, type Fields } from '../fields.js';
import { unknown, type Unknown } from '../unknown.js';
import { editedPath } from './edited-path.js';
import { claudeCode } from './hook-input.js';

/**
 * What a transcript of Claude Code tells: the lines of a `*.jsonl` file in `~/.claude/projects`, or its last ones. The
 * form is not documented; recorded from 2.1.197. Lines of kinds that we do not know, and a torn last one, are none.
 */
export function eventsOfTranscript(text: string): AgentEvent[] | Unknown {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const entries = lines.map(parseFields).filter((entry) => entry !== undefined);
  const events = entries.flatMap(eventsOfEntry);
  if (events.length === 0 && entries.some((entry) => textIn(entry, 'type') === undefined)) {
    return unknown(
      'This is no transcript of Claude Code in a form that Learning Loop knows. Update Learning Loop.',
    );
  }
  return onceForEachAnswer(events);
}

function eventsOfEntry(entry: Fields): AgentEvent[] {
  const session = textIn(entry, 'sessionId');
  const at = timeIn(entry, 'timestamp');
  if (session === undefined || at === undefined) return [];
  const reported = { agent: claudeCode, session, at, source: 'transcript' } as const;
  const message = fieldsIn(entry, 'message');
  switch (entry['type']) {
    case 'user': {
      const text = promptText(entry, message);
      const id = textIn(entry, 'promptId');
      return text === undefined
        ? []
        : [{ ...reported, kind: 'prompt', text, ...(id === undefined ? {} : { id }) }];
    }
    case 'assistant':
      return [
        ...usageOf(message).map((usage) => ({ ...reported, ...usage })),
        ...listIn(message, 'content').flatMap((part) => {
          const path = editedPath(textIn(part, 'name'), fieldsIn(part, 'input'));
          return path === undefined ? [] : [{ ...reported, kind: 'edit' as const, paths: [path] }];
        }),
      ];
    default:
      return [];
  }
}

/** What Claude Code itself writes in the person's place: what a command printed, that they interrupted it. */
const ownNote = /^(?:<(?:local-command|bash|task-notification)[\w-]*>|\[Request interrupted)/;

/** What a person typed; results of tools, notes of Claude Code itself and prompts between its own agents are not. */
function promptText(entry: Fields, message: Fields): string | undefined {
  if (entry['isMeta'] === true || entry['isSidechain'] === true || entry['isCompactSummary'] === true)
    return undefined;
  const parts = listIn(message, 'content');
  if (parts.some((part) => textIn(part, 'type') === 'tool_result')) return undefined;
  const text = textIn(message, 'content') ?? parts.flatMap((part) => textIn(part, 'text') ?? []).join('\n');
  return text === '' || ownNote.test(text) ? undefined : text;
}

function usageOf(message: Fields): {
  kind: 'usage';
  id?: string;
  model: string | null;
  tokensIn: number;
  tokensOut: number;
  costUsd: null;
}[] {
  const usage = fieldsIn(message, 'usage');
  const tokensOut = amountIn(usage, 'output_tokens');
  const model = textIn(message, 'model') ?? null;
  // What Claude Code itself says in the model's place, as after an interrupt, has a model of this name and no tokens.
  if (tokensOut === undefined || model === '<synthetic>') return [];
  const id = textIn(message, 'id');
  const read = ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens'];
  return [
    {
      kind: 'usage',
      ...(id === undefined ? {} : { id }),
      model,
      tokensIn: read.reduce((sum, name) => sum + (amountIn(usage, name) ?? 0), 0),
      tokensOut,
      costUsd: null,
    },
  ];
}

/** An answer is one line for each of its parts, each with the tokens of all: only the last counts. */
function onceForEachAnswer(events: readonly AgentEvent[]): AgentEvent[] {
  const last = new Map<string, AgentEvent>();
  for (const event of events) if (event.kind === 'usage' && event.id !== undefined) last.set(event.id, event);
  return events.filter(
    (event) => event.kind !== 'usage' || event.id === undefined || last.get(event.id) === event,
  );
}
