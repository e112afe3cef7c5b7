export interface TrendsContent {
  readonly tab: 'trends';
  /** The oldest first; weeks without a run are there, too. */
  readonly weeks: readonly WeekSums[];
  /** When a model or a prompt was used for the first time. */
  readonly changes: readonly TrendChange[];
  readonly spending: Spending;
  readonly saved: RoutingSaved;
}

export interface WeekSums {
  /** The Monday it begins with, UTC, `YYYY-MM-DD`. */
  readonly week: string;
  readonly runs: number;
  readonly scored: number;
  /** Mean score, 0 to 1; null without a scored run. */
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Null where no cost is known. */
  readonly usd: number | null;
  /** Mean cost of a run. */
  readonly usdPerRun: number | null;
}

interface TrendChange {
  readonly week: string;
  readonly what: 'model' | 'prompt';
  readonly name: string;
}

/** US dollars of calls that our agent made; limits are null where none is set. */
export interface Spending {
  readonly dayUsd: number;
  readonly monthUsd: number;
  readonly dayLimitUsd: number | null;
  readonly monthLimitUsd: number | null;
}

/** What choosing models saved against always using the strongest: a range, or why that cannot be said yet. */
export type RoutingSaved =
  | {
      readonly kind: 'known';
      readonly strongest: string;
      /** US dollars a run; negative where it cost more. */
      readonly usdPerRun: number;
      readonly low: number;
      readonly high: number;
      readonly runs: number;
    }
  | { readonly kind: 'too early'; readonly strongest: string; readonly missingRuns: number }
  | { readonly kind: 'no price' };

export interface MeasuredRow {
  readonly name: string;
  readonly here: string;
  readonly expected: string;
}
