import type { RewardComponents } from '../reward/classic.js';

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
  /** The decisions that led to this run: one for each chooser that was asked. */
  readonly decisionIds: readonly number[];
}

export interface FinishRun {
  /** Tokens used, in and out together; null when not known. */
  readonly costTokens?: number | null | undefined;
  readonly costUsd?: number | null | undefined;
  /** Texts worth learning from; kept only when the ledger keeps texts. */
  readonly pair?: { readonly promptJson: string; readonly outputJson: string } | undefined;
}

/** Where a reward's part came from, in words a person reads. */
export interface Basis {
  readonly compile: string;
  readonly tests: string;
  readonly errors: string;
  readonly human: string;
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
  readonly components: RewardComponents | null;
  readonly basis: Basis | null;
  /** Share kept, 0 to 1; null while nobody has said. */
  readonly verdict: number | null;
  /** Paths relative to the ledger's root. */
  readonly files: readonly string[];
}
