import type { AgentEvent } from '../agent-event.js';
import { fieldsIn, textIn } from '../fields.js';
import { eventsOfLifecycleHook, type HookDialect } from '../lifecycle-hook.js';
import type { Unknown } from '../unknown.js';
import { editedPath } from './edited-path.js';

export const claudeCode = 'Claude Code';

const dialect: HookDialect = {
  agent: claudeCode,
  promptId: 'prompt_id',
  editedPaths: (call) => {
    const path = editedPath(textIn(call, 'tool_name'), fieldsIn(call, 'tool_input'));
    return path === undefined ? [] : [path];
  },
};

/**
 * What a hook of Claude Code tells. Documented at code.claude.com/docs/en/hooks; recorded from 2.1.197.
 * @param at when the hook was called, UTC, ISO 8601
 */
export function eventsOfHookInput(input: unknown, at: string): AgentEvent[] | Unknown {
  return eventsOfLifecycleHook(dialect, input, at);
}
