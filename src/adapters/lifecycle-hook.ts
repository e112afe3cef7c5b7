import type { AgentEvent } from './agent-event.js';
import { fieldsOf, listOf, textIn, type Fields } from './fields.js';
import { unknown, type Unknown } from './unknown.js';

/** What agents whose hooks are called as Claude Code's are do in their own way. */
export interface HookDialect {
  /** As shown to people. */
  readonly agent: string;
  /** The field with the agent's own name for a prompt. */
  readonly promptId: string;
  /** The absolute paths of the files that a call of a tool edited. */
  readonly editedPaths: (call: Fields) => readonly string[];
}

/** What a hook is told whatever it is about. */
export interface HookPlace {
  readonly session: string;
  /** The agent's own name for the prompt that it works on; undefined when not said. */
  readonly prompt: string | undefined;
  /** The session's transcript, which may not be there yet; undefined when not said. */
  readonly transcriptPath: string | undefined;
}

/** The folders in which the session of a hook's input works, as far as it says: agents call hooks from folders of their own, too. */
export function foldersOfHookInput(input: unknown): readonly string[] {
  const fields = fieldsOf(input) ?? {};
  // Cursor names its folders in one way, Cline in the other.
  const folders = [fields['cwd'], ...listOf(fields['workspace_roots']), ...listOf(fields['workspaceRoots'])];
  return folders.filter((folder): folder is string => typeof folder === 'string' && folder !== '');
}

/** Where the session of a hook's input is written down; undefined when this is no input of a hook. */
export function placeOfHookInput(input: unknown): HookPlace | undefined {
  const fields = fieldsOf(input) ?? {};
  const session = textIn(fields, 'session_id');
  if (session === undefined) return undefined;
  return {
    session,
    prompt: textIn(fields, 'prompt_id') ?? textIn(fields, 'turn_id'),
    transcriptPath: textIn(fields, 'transcript_path'),
  };
}

/**
 * What a hook tells: the JSON that it gets on its standard input. Events of other hooks than those that we need are none.
 * @param at when the hook was called, UTC, ISO 8601: the input does not say
 */
export function eventsOfLifecycleHook(
  dialect: HookDialect,
  input: unknown,
  at: string,
): AgentEvent[] | Unknown {
  const fields = fieldsOf(input) ?? {};
  const session = textIn(fields, 'session_id');
  const hook = textIn(fields, 'hook_event_name');
  const { agent } = dialect;
  if (session === undefined || hook === undefined) {
    return unknown(
      `${agent} called its hook in a form that Learning Loop does not know (no session_id or hook_event_name). Update Learning Loop.`,
    );
  }
  const reported = { agent, session, at, source: 'hook' } as const;
  switch (hook) {
    case 'SessionStart':
      return [{ ...reported, kind: 'session-started', model: textIn(fields, 'model') ?? null }];
    case 'UserPromptSubmit': {
      const id = textIn(fields, dialect.promptId);
      const text = textIn(fields, 'prompt') ?? null;
      return [{ ...reported, kind: 'prompt', text, ...(id === undefined ? {} : { id }) }];
    }
    case 'PostToolUse': {
      const paths = dialect.editedPaths(fields);
      return paths.length === 0 ? [] : [{ ...reported, kind: 'edit', paths }];
    }
    case 'Stop':
      return [{ ...reported, kind: 'stopped' }];
    case 'SessionEnd':
      return [{ ...reported, kind: 'session-ended' }];
    default:
      return [];
  }
}
