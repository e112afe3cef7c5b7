import type { AgentEvent } from '../agent-event.js';
import { fieldsOf, textIn } from '../fields.js';
import { unknown, type Unknown } from '../unknown.js';

export const cursor = 'Cursor';

/**
 * What a hook of Cursor, or of its command line, tells. Built from what cursor.com/docs/agent/hooks documents.
 * @param at when the hook was called, UTC, ISO 8601
 */
export function eventsOfCursorHook(input: unknown, at: string): AgentEvent[] | Unknown {
  const fields = fieldsOf(input) ?? {};
  const session = textIn(fields, 'conversation_id');
  const hook = textIn(fields, 'hook_event_name');
  if (session === undefined || hook === undefined) {
    return unknown(
      'Cursor called its hook in a form that Learning Loop does not know (no conversation_id or hook_event_name). Update Learning Loop.',
    );
  }
  const reported = { agent: cursor, session, at, source: 'hook' } as const;
  const model = textIn(fields, 'model') ?? null;
  switch (hook) {
    case 'beforeSubmitPrompt': {
      const id = textIn(fields, 'generation_id');
      const text = textIn(fields, 'prompt') ?? null;
      // The model is said with each hook and may change with each prompt.
      return [
        { ...reported, kind: 'session-started', model },
        { ...reported, kind: 'prompt', text, ...(id === undefined ? {} : { id }) },
      ];
    }
    case 'afterFileEdit': {
      const path = textIn(fields, 'file_path');
      return path === undefined ? [] : [{ ...reported, kind: 'edit', paths: [path] }];
    }
    case 'stop':
      return [{ ...reported, kind: 'stopped' }];
    case 'sessionEnd':
      return [{ ...reported, kind: 'session-ended' }];
    default:
      return [];
  }
}
