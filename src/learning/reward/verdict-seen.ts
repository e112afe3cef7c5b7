import type { Evidence } from '../../evidence/evidence.js';
import { reviewedShare, type ReviewEvidence, type VerdictCause } from '../../evidence/review-evidence.js';
import { counted, type Origin, type Seen } from './seen.js';
import { percent } from '../share-in-words.js';

/** What became of a run's edits. */
export interface VerdictShare {
  /** The share that was kept, 0 to 1. */
  readonly share: number;
  /** How much it tells, 0 to 1: a person's word on the edits most, keeping everything at once least. */
  readonly strength: number;
}

/** What each word on edits tells: hunks > survival > commit > keeping everything at once. */
const strengths = { explicit: 0.6, survival15: 0.45, survival5: 0.35, commit: 0.25, bulk: 0.1 } as const;

const strengthOfCause: Readonly<Record<VerdictCause, number>> = {
  person: strengths.explicit,
  restored: strengths.explicit,
  commit: strengths.commit,
  bulk: strengths.bulk,
};

/**
 * The strongest word on what became of a run's edits; null while there is none. What a later commit took back of it counts
 * as rejected.
 * @param said a person's word on the whole run: the share kept, or null
 */
export function verdictSeen(evidence: readonly Evidence[], said: number | null): Seen<VerdictShare> | null {
  const words = [saidOf(said), reviewed(evidence), survived(evidence), committed(evidence)];
  const strongest = words
    .filter((each) => each !== null)
    .reduce<Seen<VerdictShare> | null>(
      (best, each) => (best === null || each.value.strength > best.value.strength ? each : best),
      null,
    );
  return reverted(evidence, strongest);
}

function saidOf(said: number | null): Seen<VerdictShare> | null {
  if (said === null) return null;
  const words = said === 1 ? 'you kept it' : said === 0 ? 'you rejected it' : `you kept ${percent(said)}`;
  return seen(said, strengths.explicit, words, { source: 'person', label: null, at: null });
}

function reviewed(evidence: readonly Evidence[]): Seen<VerdictShare> | null {
  const { share, isUndone, keptLines, rejectedLines } = reviewedShare(evidence);
  const last = evidence.findLast((each) => each.kind === 'review' || each.kind === 'undone');
  if (share === null || last === undefined) return null;
  const origin = { source: 'edits', label: null, at: last.at } as const;
  if (isUndone) return seen(0, strengths.explicit, 'you undid the whole run', origin);
  const words = `you kept ${keptLines} of ${counted(keptLines + rejectedLines, 'changed line')}`;
  return seen(share, reviewStrength(evidence), words, origin);
}

/** The mean strength of the words on single edits, by lines. */
function reviewStrength(evidence: readonly Evidence[]): number {
  const latest = new Map<string, ReviewEvidence>();
  for (const each of evidence) if (each.kind === 'review') latest.set(each.id, each);
  const judged = [...latest.values()].filter(({ verdict }) => verdict !== 'open');
  const lines = judged.reduce((sum, each) => sum + each.lines, 0);
  return judged.reduce((sum, each) => sum + strengthOfCause[each.cause] * each.lines, 0) / lines;
}

function survived(evidence: readonly Evidence[]): Seen<VerdictShare> | null {
  const all = evidence.filter((each) => each.kind === 'survival');
  const last = all.findLast(({ afterMinutes }) => afterMinutes === 15) ?? all.at(-1);
  if (last === undefined) return null;
  const { keptLines, lines, afterMinutes, at } = last;
  const strength = afterMinutes === 15 ? strengths.survival15 : strengths.survival5;
  const words = `${keptLines} of ${counted(lines, 'changed line')} were there after ${afterMinutes} minutes`;
  return seen(shareOf(keptLines, lines), strength, words, { source: 'edits', label: null, at });
}

function committed(evidence: readonly Evidence[]): Seen<VerdictShare> | null {
  const last = evidence.findLast((each) => each.kind === 'committed');
  if (last === undefined) return null;
  const { committedLines, lines, commit, at } = last;
  const words = `${committedLines} of ${counted(lines, 'changed line')} were committed`;
  const origin = { source: 'edits', label: commit.slice(0, 8), at } as const;
  return seen(shareOf(committedLines, lines), strengths.commit, words, origin);
}

function reverted(
  evidence: readonly Evidence[],
  verdict: Seen<VerdictShare> | null,
): Seen<VerdictShare> | null {
  const last = evidence.findLast((each) => each.kind === 'reverted');
  if (last === undefined || last.revertedLines === 0) return verdict;
  const { revertedLines, lines, commit, at } = last;
  const left = 1 - shareOf(revertedLines, lines);
  const words = `a later commit took back ${revertedLines} of ${counted(lines, 'line')}`;
  const origin = { source: 'edits', label: commit.slice(0, 8), at } as const;
  if (verdict === null) return seen(left, strengths.explicit, words, origin);
  return {
    value: { share: verdict.value.share * left, strength: strengths.explicit },
    words: `${verdict.words}; ${words}`,
    origins: [...verdict.origins, origin],
  };
}

function seen(share: number, strength: number, words: string, origin: Origin): Seen<VerdictShare> {
  return { value: { share, strength }, words, origins: [origin] };
}

function shareOf(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
}
