export interface DocsContent {
  readonly tab: 'docs';
  /** Newest first. */
  readonly lookUps: readonly LookUpRow[];
  readonly pages: readonly PageRow[];
}

export interface LookUpRow {
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly action: 'read' | 'copied';
  readonly query: string | null;
  readonly url: string;
  readonly title: string | null;
  readonly source: 'cache' | 'site';
  /** The run it was for; null for none. */
  readonly run: { readonly id: string; readonly title: string } | null;
}

export interface PageRow {
  readonly url: string;
  readonly title: string | null;
  /** UTC, ISO 8601; null where not known. */
  readonly fetchedAt: string | null;
  /** Runs it took part in. */
  readonly runs: number;
  /** Difference it makes to the score with its range, -1 to 1; null while it is too early to tell. */
  readonly difference: { readonly value: number; readonly low: number; readonly high: number } | null;
}
