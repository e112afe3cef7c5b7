import { join } from 'node:path';
import type { AgentEvent } from '../agent-event.js';
import { fieldsIn, fieldsOf, listOf, textIn, type Fields } from '../fields.js';
import { unknown, type Unknown } from '../unknown.js';

const cline = 'Cline';

const editTools: ReadonlySet<string> = new Set([
  'write_to_file',
  'replace_in_file',
  'apply_patch',
  'new_rule',
]);

/**
 * What a hook of Cline tells. Built from what docs.cline.bot/features/hooks/hook-reference documents; versions differ in
 * whether a hook's own fields are in an object of its name.
 * @param at when the hook was called, UTC, ISO 8601
 */
export function eventsOfClineHook(input: unknown, at: string): AgentEvent[] | Unknown {
  const fields = fieldsOf(input) ?? {};
  const session = textIn(fields, 'taskId');
  const hook = textIn(fields, 'hookName');
  if (session === undefined || hook === undefined) {
    return unknown(
      'Cline called its hook in a form that Learning Loop does not know (no taskId or hookName). Update Learning Loop.',
    );
  }
  const reported = { agent: cline, session, at, source: 'hook' } as const;
  const own = { ...fields, ...fieldsIn(fields, `${hook.charAt(0).toLowerCase()}${hook.slice(1)}`) };
  switch (hook) {
    case 'TaskStart':
    case 'TaskResume':
      return [
        { ...reported, kind: 'session-started', model: textIn(fieldsIn(fields, 'model'), 'slug') ?? null },
      ];
    case 'UserPromptSubmit':
      return [
        { ...reported, kind: 'prompt', text: textIn(own, 'prompt') ?? textIn(own, 'userMessage') ?? null },
      ];
    case 'PostToolUse': {
      const path = editedPath(own, fields);
      return path === undefined ? [] : [{ ...reported, kind: 'edit', paths: [path] }];
    }
    case 'TaskComplete':
      return [{ ...reported, kind: 'stopped' }];
    case 'TaskCancel':
      return [{ ...reported, kind: 'session-ended' }];
    default:
      return [];
  }
}

/** Relative paths are of the first folder of the workspace. */
function editedPath(own: Fields, fields: Fields): string | undefined {
  const path = textIn(fieldsIn(own, 'parameters'), 'path');
  if (path === undefined || own['success'] === false || !editTools.has(textIn(own, 'toolName') ?? ''))
    return undefined;
  const [root] = listOf(fields['workspaceRoots']);
  return /^([A-Za-z]:)?[\\/]/.test(path) ? path : join(typeof root === 'string' ? root : '', path);
}
