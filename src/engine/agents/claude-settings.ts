import { connected, disconnected, isEmpty } from '../../adapters/claude-code/settings.js';
import { isUnknown } from '../../adapters/unknown.js';
import { UserError } from '../../learning/user-error.js';

/** Settings of Claude Code as they are to be. */
export interface ClaudeSettings {
  readonly text: string;
  /** Whether they say nothing at all. */
  readonly isEmpty: boolean;
}

/**
 * Settings in which Claude Code's hooks call a program, or none of ours.
 * @param text null where there is no such file
 * @param program how a shell starts the command-line tool; null to disconnect
 * @throws {UserError} that says where the text is no settings
 */
export function claudeSettings(text: string | null, program: string | null): ClaudeSettings {
  const edited = program === null ? disconnected(text ?? '{}') : connected(text, program);
  if (isUnknown(edited)) throw new UserError(edited.message);
  return { text: edited.text, isEmpty: isEmpty(edited.text) };
}
