/** How many of the lines that a run wrote were still there some minutes after its end. The latest counts. */
export interface SurvivalEvidence {
  readonly kind: 'survival';
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly afterMinutes: 5 | 15;
  readonly keptLines: number;
  /** Lines that the run wrote, at least 1. */
  readonly lines: number;
}

/** How many of the lines that a run wrote are in a commit. The latest counts, so it tells of all commits so far. */
export interface CommittedEvidence {
  readonly kind: 'committed';
  readonly at: string;
  /** The commit's id. */
  readonly commit: string;
  readonly committedLines: number;
  /** Lines that the run wrote, at least 1. */
  readonly lines: number;
}

/** How many of a run's committed lines a later commit took back. The latest counts; 0 when that was reverted in turn. */
export interface RevertedEvidence {
  readonly kind: 'reverted';
  readonly at: string;
  /** The commit that took them back. */
  readonly commit: string;
  readonly revertedLines: number;
  /** Lines of the run that were committed, at least 1. */
  readonly lines: number;
}
