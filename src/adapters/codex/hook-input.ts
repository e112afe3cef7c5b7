import type { AgentEvent } from '../agent-event.js';
import { fieldsIn, textIn } from '../fields.js';
import { eventsOfLifecycleHook, type HookDialect } from '../lifecycle-hook.js';
import type { Unknown } from '../unknown.js';
import { patchedPaths } from './patched-paths.js';

export const codex = 'Codex';

const dialect: HookDialect = {
  agent: codex,
  promptId: 'turn_id',
  editedPaths: (call) => {
    const patch = textIn(fieldsIn(call, 'tool_input'), 'command') ?? '';
    return textIn(call, 'tool_name') === 'apply_patch' ? patchedPaths(patch, textIn(call, 'cwd') ?? '') : [];
  },
};

/**
 * What a hook of Codex tells. Documented at developers.openai.com/codex/hooks; recorded from 0.169.0.
 * @param at when the hook was called, UTC, ISO 8601
 */
export function eventsOfCodexHook(input: unknown, at: string): AgentEvent[] | Unknown {
  return eventsOfLifecycleHook(dialect, input, at);
}
