import type { AgentEvent } from './agent-event.js';
import { eventsOfHookInput } from './claude-code/hook-input.js';
import { eventsOfTranscript } from './claude-code/transcript.js';
import { eventsOfClineHook } from './cline/hook-input.js';
import { eventsOfCodexHook } from './codex/hook-input.js';
import { eventsOfRollout } from './codex/rollout.js';
import { eventsOfCursorHook } from './cursor/hook-input.js';
import type { Unknown } from './unknown.js';

/** How an agent writes down its sessions. */
export interface Transcripts {
  /** Its folder in the person's home, and the variable that names another place for its first part. */
  readonly folder: string;
  readonly homeVariable: string;
  readonly home: string;
  /** The folder, in one named as the transcript, with those of agents that the session's agent had work for it. */
  readonly helpers?: string;
  /** What a transcript, or the last part of one, tells. */
  readonly read: (text: string, session: string) => AgentEvent[] | Unknown;
}

/** What is particular to the hooks of one agent. */
export interface HookAdapter {
  readonly events: (input: unknown, at: string) => AgentEvent[] | Unknown;
  readonly transcripts?: Transcripts;
}

const adapters: ReadonlyMap<string, HookAdapter> = new Map<string, HookAdapter>([
  [
    'claude-code',
    {
      events: eventsOfHookInput,
      transcripts: {
        folder: 'projects',
        home: '.claude',
        homeVariable: 'CLAUDE_CONFIG_DIR',
        helpers: 'subagents',
        read: eventsOfTranscript,
      },
    },
  ],
  [
    'codex',
    {
      events: eventsOfCodexHook,
      transcripts: { folder: 'sessions', home: '.codex', homeVariable: 'CODEX_HOME', read: eventsOfRollout },
    },
  ],
  ['cline', { events: eventsOfClineHook }],
  ['cursor', { events: eventsOfCursorHook }],
]);

/** The names by which `learning-loop hook --agent` knows agents. */
export const knownAgents: readonly string[] = [...adapters.keys()];

/**
 * Undefined for an agent that has no adapter of its own.
 * @param agent a known name, also as people write it: `Claude Code`
 */
export function hookAdapter(agent: string): HookAdapter | undefined {
  return adapters.get(agent.toLowerCase().replaceAll(' ', '-'));
}
