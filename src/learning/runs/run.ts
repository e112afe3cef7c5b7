import type { RunReport } from './run-report.js';

export type Role = 'coder' | 'fixer' | 'judge';

/** How hard a task is thought to be. */
export type Complexity = 'easy' | 'medium' | 'hard';

/**
 * `open`: under way. `finished`: over, settled with what was seen. `discarded`: thrown away by a person, never scored.
 */
export type RunStatus = 'open' | 'finished' | 'discarded';

/** How a fact about a run is known. */
export type Provenance = 'reported' | 'told' | 'guessed';

/** A person's word on a run: all of it kept, none of it, or the share that was kept, 0 to 1. */
export type Verdict = 'accepted' | 'rejected' | number;

/** Who or what made the edits of a run. An unknown fact is null, never a default. */
export interface Author {
  /** The agent's name; `by hand` is a person. */
  readonly agent: string | null;
  readonly modelName: string | null;
  readonly promptId: string | null;
  readonly provenance: Provenance;
}

export interface StartRun {
  /** Short name of the task; made from the goal when absent. */
  readonly taskSlug?: string | undefined;
  readonly goal: string;
  readonly role: Role;
  readonly complexity: Complexity | null;
  readonly author: Author;
  /** The context set that was really used; unknown by default. */
  readonly contextId?: string | null | undefined;
  /** In escalation: uuid of the run whose task this one attempts again, null for the first attempt. */
  readonly attemptOf?: string | null | undefined;
  /** The decisions that led to this run: one for each chooser that was asked. */
  readonly decisionIds: readonly number[];
  /** Where a run is open already, perhaps by another window: take that one and start none; default false. */
  readonly joinsOpen?: boolean | undefined;
  /** What an agent told of it: where that prompt has a run already, it is taken and none started. */
  readonly report?: RunReport | undefined;
  /** UTC, ISO 8601; by default now. */
  readonly startedAt?: string | undefined;
}

export interface FinishRun {
  /** UTC, ISO 8601; by default now. */
  readonly finishedAt?: string | undefined;
  /** In place of the goal that the run began with; its short name follows. */
  readonly title?: string | undefined;
  /** Tokens used, in and out together; when null, what was reported of it stands. */
  readonly costTokens?: number | null | undefined;
  readonly costUsd?: number | null | undefined;
  /** Texts worth learning from; kept only when the ledger keeps texts. */
  readonly pair?: { readonly promptJson: string; readonly outputJson: string } | undefined;
}

/** A run as shown to people. */
export interface RunView {
  /** Uuid of the run. */
  readonly id: string;
  /** Row in `runs`; null until the run first settles. */
  readonly number: number | null;
  readonly taskSlug: string;
  /** Null when the ledger keeps numbers only. */
  readonly goal: string | null;
  readonly status: RunStatus;
  readonly role: Role;
  readonly complexity: Complexity | null;
  readonly author: Author;
  /** UTC, ISO 8601. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** 0 to 1; null while open, and for a run that was neither checked nor judged. */
  readonly reward: number | null;
  /** Share kept, 0 to 1; null while nobody has said. */
  readonly verdict: number | null;
  /** Whether its edits make checks say less; then it is left out of exports, unless `mayBeExported`. */
  readonly weakensChecks: boolean;
  /** Whether a person said that it may be exported all the same. */
  readonly mayBeExported: boolean;
  /** Paths relative to the ledger's root. */
  readonly files: readonly string[];
}
