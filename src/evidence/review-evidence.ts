/** What settled the fate of an edit: one by one or all at once by a person, a commit, or the file going back. */
export type VerdictCause = 'person' | 'bulk' | 'commit' | 'restored';

/** What became of some lines that a run wrote. A later one of the same `id` replaces it. */
export interface ReviewEvidence {
  readonly kind: 'review';
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly id: string;
  /** Relative to the ledger's root. */
  readonly path: string;
  /** Added and removed lines together, at least 1. */
  readonly lines: number;
  /** `open`: the word was taken back. */
  readonly verdict: 'kept' | 'rejected' | 'open';
  readonly cause: VerdictCause;
  readonly reason: string | null;
  /** A unified diff of rejected lines; null for kept ones, and where no texts are kept. */
  readonly diff: string | null;
}

/** How many lines of a run still wait for a word, all files together. */
export interface PendingEvidence {
  readonly kind: 'pending';
  readonly at: string;
  readonly lines: number;
}

/** Whether a person put every file that the run changed back to before it. */
export interface UndoneEvidence {
  readonly kind: 'undone';
  readonly at: string;
  readonly undone: boolean;
}

export interface ReviewedShare {
  /** Kept lines among all that were judged, 0 to 1; null while lines wait or nothing was judged. */
  readonly share: number | null;
  /** Whether the whole run was put back, which makes the share 0. */
  readonly isUndone: boolean;
  readonly keptLines: number;
  readonly rejectedLines: number;
  readonly pendingLines: number;
  /** What settled them, each cause once. */
  readonly causes: readonly VerdictCause[];
}

/** Sums up what became of a run's edits; `evidence` in the order it came. */
export function reviewedShare(evidence: readonly { readonly kind: string }[]): ReviewedShare {
  const latest = new Map<string, ReviewEvidence>();
  let pendingLines = 0;
  let isUndone = false;
  for (const each of evidence) {
    if (isReview(each)) latest.set(each.id, each);
    else if (isPending(each)) pendingLines = each.lines;
    else if (isUndoneEvidence(each)) isUndone = each.undone;
  }
  const judged = [...latest.values()].filter(({ verdict }) => verdict !== 'open');
  const linesOf = (verdict: ReviewEvidence['verdict']): number =>
    judged.filter((each) => each.verdict === verdict).reduce((sum, each) => sum + each.lines, 0);
  const keptLines = linesOf('kept');
  const rejectedLines = linesOf('rejected');
  const total = keptLines + rejectedLines;
  return {
    share: isUndone ? 0 : pendingLines > 0 || total === 0 ? null : keptLines / total,
    isUndone,
    keptLines,
    rejectedLines,
    pendingLines,
    causes: [...new Set(judged.map(({ cause }) => cause))],
  };
}

function isReview(evidence: { readonly kind: string }): evidence is ReviewEvidence {
  return evidence.kind === 'review';
}

function isPending(evidence: { readonly kind: string }): evidence is PendingEvidence {
  return evidence.kind === 'pending';
}

function isUndoneEvidence(evidence: { readonly kind: string }): evidence is UndoneEvidence {
  return evidence.kind === 'undone';
}
