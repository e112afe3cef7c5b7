/** Dollars that may be spent; undefined for no limit. */
export interface BudgetLimits {
  readonly dayUsd?: number | undefined;
  readonly monthUsd?: number | undefined;
}

/** One call's money: reserved at its maximum before the call starts, settled at its real cost after it. */
export interface Charge {
  readonly at: Date;
  /** The most that the call can cost, in US dollars. */
  readonly maxUsd: number;
  /** What it did cost; null while it runs, or when nobody will ever know. */
  readonly costUsd: number | null;
}

/** Why a call may not start. */
export interface BudgetRefusal {
  readonly window: 'day' | 'month';
  readonly limitUsd: number;
  /** Spent and reserved in the window so far. */
  readonly committedUsd: number;
}

/** The beginnings of the calendar day and month that contain `now`, in local time. */
export function budgetWindows(now: Date): { readonly day: Date; readonly month: Date } {
  return {
    day: new Date(now.getFullYear(), now.getMonth(), now.getDate()),
    month: new Date(now.getFullYear(), now.getMonth(), 1),
  };
}

/** What counts of a charge: its real cost, and its maximum until that is known. */
export function committedOf({ maxUsd, costUsd }: Charge): number {
  return costUsd ?? maxUsd;
}

/**
 * Whether a call may start: its maximum must fit beside all that is spent and reserved, in the day and in the month. Checked
 * and reserved in one transaction, spending stays within the limits as long as no call costs more than its maximum, and
 * otherwise exceeds them by that one call. A call that costs nothing may always start.
 * @param charges all charges since the beginning of the month at least
 * @returns why not, or undefined when it may
 */
export function refusalOf(
  maxUsd: number,
  charges: readonly Charge[],
  limits: BudgetLimits,
  now: Date,
): BudgetRefusal | undefined {
  if (maxUsd <= 0) return undefined;
  const windows = budgetWindows(now);
  for (const window of ['day', 'month'] as const) {
    const limitUsd = window === 'day' ? limits.dayUsd : limits.monthUsd;
    if (limitUsd === undefined) continue;
    const committedUsd = charges
      .filter(({ at }) => at >= windows[window])
      .reduce((sum, charge) => sum + committedOf(charge), 0);
    if (committedUsd + maxUsd > limitUsd) return { window, limitUsd, committedUsd };
  }
  return undefined;
}

/**
 * The price to count: the higher of the one that a person wrote and the one that is known, so that a typing error cannot
 * hide spending; null when neither is there, and a person must be asked first.
 */
export function countedPrice(writtenUsd: number | null, knownUsd: number | null): number | null {
  if (writtenUsd === null) return knownUsd;
  return knownUsd === null ? writtenUsd : Math.max(writtenUsd, knownUsd);
}
