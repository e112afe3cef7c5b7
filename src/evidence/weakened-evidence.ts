/** What weakening a check does to what the check would have said; counts, absent for none. */
export interface WeakenedEffect {
  readonly removedTests?: number;
  readonly skippedTests?: number;
  readonly weakenedAssertions?: number;
  readonly suppressedFindings?: number;
}

/** What of one kind a run's edits made a check say less of, in one file. */
export interface WeakenedCheck {
  /** Of the first place, from 1, in the file as the run left it; for what is gone, in the file before the run. */
  readonly line: number;
  /** In a few words, e.g. `skips 2 tests`. */
  readonly what: string;
  readonly effect: WeakenedEffect;
}

/** Every check that a run weakened in one file; a later one of the same path replaces it, an empty list takes all back. */
export interface WeakenedEvidence {
  readonly kind: 'weakened';
  /** UTC, ISO 8601. */
  readonly at: string;
  /** Relative to the ledger's root. */
  readonly path: string;
  readonly checks: readonly WeakenedCheck[];
}
