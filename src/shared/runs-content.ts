export interface RunsContent {
  readonly tab: 'runs';
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  readonly hasMore: boolean;
  /** Finished runs, all of them. */
  readonly total: number;
  /** What can be filtered by. */
  readonly agents: readonly string[];
  readonly models: readonly string[];
  readonly opened: RunStory | null;
  /** What agents did before or beside the ledger, newest first; in no count. Empty while runs are filtered. */
  readonly earlier: readonly EarlierRun[];
}

/** Work of an agent that was read from its transcripts or from git: it can only be looked at. */
export interface EarlierRun {
  readonly key: string;
  /** Null where no texts are kept. */
  readonly goal: string | null;
  readonly agent: string;
  readonly model: string | null;
  readonly files: readonly string[];
  readonly tokens: number | null;
  readonly costUsd: number | null;
  /** UTC, ISO 8601. */
  readonly startedAt: string;
}

/** One line of the list: who changed what, which checks moved, what it cost. */
export interface RunSummary {
  readonly id: string;
  /** Its number in the ledger; null until it first settles. */
  readonly number: number | null;
  readonly title: string;
  readonly agent: string | null;
  readonly model: string | null;
  readonly prompt: string | null;
  readonly status: 'open' | 'finished' | 'discarded';
  /** 0 to 1; null for a run that is not scored. */
  readonly score: number | null;
  /** Share kept, 0 to 1; null while nobody has said. */
  readonly kept: number | null;
  /** Files changed. */
  readonly files: number;
  /** `tests 18/20`, `build failed` */
  readonly checks: readonly string[];
  readonly weakensChecks: boolean;
  readonly costUsd: number | null;
  readonly tokens: number | null;
  readonly durationMs: number | null;
  /** UTC, ISO 8601. */
  readonly startedAt: string;
}

/** Why a run has its score, and all that is known of it. */
export interface RunStory {
  readonly run: RunSummary;
  /** How it is known who made it. */
  readonly provenance: 'reported' | 'told' | 'guessed';
  readonly parts: readonly ScorePart[];
  /** The formula in words, with what a missing part does. */
  readonly formula: string;
  /** Required checks that got worse. */
  readonly gates: readonly string[];
  /** Checks that the run weakened: where and what. */
  readonly weakened: readonly string[];
  readonly notCredited: readonly string[];
  readonly suggestions: readonly RunSuggestion[];
  readonly files: readonly string[];
}

export interface ScorePart {
  readonly name: string;
  /** 0 to 1; null where the formula leaves it out. */
  readonly value: number | null;
  /** What was seen, or that nobody looked. */
  readonly words: string;
  readonly sources: readonly PartSource[];
}

export interface PartSource {
  /** `` from `npm test`, terminal `` */
  readonly words: string;
  /** UTC, ISO 8601; null where not known. */
  readonly at: string | null;
}

/** What was suggested before the run, and whether it was followed. */
export interface RunSuggestion {
  readonly what: 'prompt' | 'model' | 'context set';
  readonly name: string;
  readonly why: string;
  readonly wasFollowed: boolean | null;
}
