/** How we know: the agent called us, or we read its transcript, its telemetry, or a commit that it made. */
export type ReportSource = 'hook' | 'transcript' | 'telemetry' | 'trailer';

interface Reported {
  /** The agent as shown to people, e.g. `Claude Code`. */
  readonly agent: string;
  /** The agent's own name for the conversation; one agent may have several at once. */
  readonly session: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly source: ReportSource;
}

interface SessionStarted extends Reported {
  readonly kind: 'session-started';
  /** Null when not said. */
  readonly model: string | null;
}

interface PromptGiven extends Reported {
  readonly kind: 'prompt';
  /** What the person asked for; null when the agent does not say, or where no texts are kept. */
  readonly text: string | null;
  /** The agent's own name for this prompt, where it has one: the same in its hooks and in its transcript. */
  readonly id?: string;
}

interface FilesEdited extends Reported {
  readonly kind: 'edit';
  /** Absolute paths. */
  readonly paths: readonly string[];
}

/** Tokens of one answer of a model. An agent may report several for one prompt: they add up. */
interface TokensUsed extends Reported {
  readonly kind: 'usage';
  /** The agent's own name for the answer, where it has one: an answer that is told again replaces what was told before. */
  readonly id?: string;
  /** Null when not said. */
  readonly model: string | null;
  /** Tokens that the model read, those from its cache included. */
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** US dollars; null when not said. */
  readonly costUsd: number | null;
}

/** What a person did with edits in the agent's own user interface. */
interface EditsJudged extends Reported {
  readonly kind: 'judged';
  /** Absolute; null when the agent does not say which file. */
  readonly path: string | null;
  readonly verdict: 'kept' | 'rejected';
}

/** How much of an edit was still there after some time. */
interface EditsSurvived extends Reported {
  readonly kind: 'survived';
  /** Absolute; null when the agent does not say which file. */
  readonly path: string | null;
  /** 0 to 1. */
  readonly share: number;
  readonly afterMs: number;
}

/** The agent is done with a prompt. */
interface Stopped extends Reported {
  readonly kind: 'stopped';
}

interface SessionEnded extends Reported {
  readonly kind: 'session-ended';
}

/** What an agent tells of its own work, in one form for all of them. */
export type AgentEvent =
  | SessionStarted
  | PromptGiven
  | FilesEdited
  | TokensUsed
  | EditsJudged
  | EditsSurvived
  | Stopped
  | SessionEnded;
