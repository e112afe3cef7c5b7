import type { RunSummary } from './runs-content.js';
import type { ChooserName, KindName, OptionRef } from './view.js';

export interface StandingsContent {
  readonly tab: 'standings';
  /** Kinds of tasks of which there are runs. */
  readonly kinds: readonly KindName[];
  readonly kind: KindName | null;
  readonly tables: readonly OptionTable[];
  readonly opened: OpenedOption | null;
}

export interface OptionTable {
  readonly chooser: ChooserName;
  /** The best first, untried ones last. */
  readonly rows: readonly OptionRow[];
}

export interface OptionRow {
  readonly id: string;
  readonly name: string;
  /** Scored runs; fractional after a person's edit of the counts. */
  readonly runs: number;
  /** Sum of their scores. */
  readonly worked: number;
  /** Mean score, 0 to 1; null for an option never tried. */
  readonly mean: number | null;
  /** Bounds of what it likely is, 0 to 1. */
  readonly low: number;
  readonly high: number;
  /** 0 to 1. */
  readonly chanceToBeBest: number;
  /** What the runs say, in words. */
  readonly verdict: string;
  readonly costPerSuccessUsd: number | null;
  /** Small print: where it comes from, its price, what stands in for runs. */
  readonly notes: readonly string[];
  readonly state: 'pinned' | 'banned' | 'retired' | null;
  /** False for a model of another agent: seen, never suggested. */
  readonly isOurs: boolean;
}

/** One option with what is behind its row. */
export interface OpenedOption extends OptionRef {
  readonly name: string;
  /** Newest first. */
  readonly versions: readonly OptionVersion[];
  /** Scores of its latest runs, the oldest first, for a line. */
  readonly scores: readonly number[];
  /** Newest first. */
  readonly runs: readonly RunSummary[];
}

/** What an option was for some time; a prompt whose text changed is another version. */
interface OptionVersion {
  readonly isPresent: boolean;
  readonly runs: number;
  readonly worked: number;
  /** UTC, ISO 8601. */
  readonly since: string;
  readonly until: string;
}
