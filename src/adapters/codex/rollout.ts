import type { AgentEvent } from '../agent-event.js';
import { amountIn, fieldsIn, listIn, parseFields, textIn, timeIn, type Fields } from '../fields.js';
import { unknown, type Unknown } from '../unknown.js';
import { codex } from './hook-input.js';

/**
 * What a rollout of Codex tells: the lines of a `rollout-*.jsonl` file in `~/.codex/sessions`. The form is not documented;
 * recorded from 0.169.0. Lines of kinds that we do not know, and a torn last one, are none.
 * @param session the session that the file is about, where the lines that say so are not among these
 */
export function eventsOfRollout(text: string, session?: string): AgentEvent[] | Unknown {
  const entries = text
    .split('\n')
    .map(parseFields)
    .filter((entry) => entry !== undefined);
  const meta = entries.find((entry) => entry['type'] === 'session_meta');
  const id = (meta && textIn(fieldsIn(meta, 'payload'), 'id')) ?? session;
  if (id === undefined) {
    return entries.length === 0
      ? []
      : unknown('This is no rollout of Codex in a form that Learning Loop knows. Update Learning Loop.');
  }
  // Written since 0.16x; before, only the sums after each answer.
  const hasRecords = entries.some((entry) => entry['type'] === 'token_usage_record');
  let model: string | null = null;
  return entries.flatMap((entry): AgentEvent[] => {
    const at = timeIn(entry, 'timestamp');
    const payload = fieldsIn(entry, 'payload');
    if (entry['type'] === 'turn_context') model = textIn(payload, 'model') ?? model;
    if (at === undefined) return [];
    const reported = { agent: codex, session: id, at, source: 'transcript' } as const;
    if (entry['type'] === 'token_usage_record') {
      const response = textIn(payload, 'response_id');
      const usage = usageOf(fieldsIn(payload, 'usage'), model);
      return usage.map((each) => ({
        ...reported,
        ...each,
        ...(response === undefined ? {} : { id: response }),
      }));
    }
    if (entry['type'] !== 'event_msg') return [];
    if (payload['type'] === 'token_count' && !hasRecords) {
      const usage = usageOf(fieldsIn(fieldsIn(payload, 'info'), 'last_token_usage'), model);
      return usage.map((each) => ({ ...reported, ...each }));
    }
    return eventsOfMessage(payload).map((event) => ({ ...reported, ...event }));
  });
}

type Told =
  { kind: 'prompt'; text: string; id?: string } | { kind: 'edit'; paths: string[] } | { kind: 'stopped' };

function eventsOfMessage(payload: Fields): Told[] {
  const turn = textIn(payload, 'turn_id');
  const named = turn === undefined ? {} : { id: turn };
  switch (payload['type']) {
    case 'user_message':
      return promptOf(textIn(payload, 'message'), named);
    case 'patch_apply_end':
      return editOf(payload);
    case 'item_completed': {
      const item = fieldsIn(payload, 'item');
      if (item['type'] === 'FileChange') return item['status'] === 'completed' ? editOf(item) : [];
      const texts = listIn(item, 'content').flatMap((part) => textIn(part, 'text') ?? []);
      return item['type'] === 'UserMessage' ? promptOf(texts.join('\n'), named) : [];
    }
    case 'task_complete':
    case 'turn_aborted':
      return [{ kind: 'stopped' }];
    default:
      return [];
  }
}

function promptOf(text: string | undefined, named: { readonly id?: string }): Told[] {
  return text === undefined || text === '' ? [] : [{ kind: 'prompt', text, ...named }];
}

function editOf(fields: Fields): Told[] {
  const paths = Object.keys(fieldsIn(fields, 'changes'));
  return paths.length === 0 ? [] : [{ kind: 'edit', paths }];
}

function usageOf(
  usage: Fields,
  model: string | null,
): { kind: 'usage'; model: string | null; tokensIn: number; tokensOut: number; costUsd: null }[] {
  const tokensIn = amountIn(usage, 'input_tokens');
  const tokensOut = amountIn(usage, 'output_tokens');
  return tokensIn === undefined || tokensOut === undefined
    ? []
    : [{ kind: 'usage', model, tokensIn, tokensOut, costUsd: null }];
}
