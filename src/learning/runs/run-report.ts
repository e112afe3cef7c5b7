/** What an agent told of a prompt and of what came of it, as far as is known by now; null leaves what was told before. */
export interface RunReport {
  /** Names the prompt for good: the same agent, session and time give the same key. */
  readonly key: string;
  /** As shown to people, e.g. `Claude Code`. */
  readonly agent: string;
  readonly modelName: string | null;
  /** The version of the instruction files that were in use; null when not known. */
  readonly promptId: string | null;
  /** In and out together; null when not told. */
  readonly tokens: number | null;
  /** US dollars; null when not told. */
  readonly costUsd: number | null;
  /** Edits that a person kept, and rejected, in the agent's own user interface. */
  readonly kept: number;
  readonly rejected: number;
}
