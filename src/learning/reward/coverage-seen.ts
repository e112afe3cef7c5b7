import { widest, type CreditedChecks } from './credited-checks.js';
import { originOf, type Seen } from './seen.js';

export interface Coverage {
  /** Covered lines, 0 to 100. */
  readonly pct: number;
  /** In percentage points since before the run's first edit; null where it was not measured before. */
  readonly changePct: number | null;
}

/** The last coverage of the widest scope, and its change; null where it was not measured. */
export function coverageSeen({ before, during }: CreditedChecks): Seen<Coverage> | null {
  const isMeasured = ({ coveragePct }: { readonly coveragePct?: number | null }): boolean =>
    (coveragePct ?? null) !== null;
  const last = widest(during.filter(isMeasured)).at(-1);
  const pct = last?.coveragePct ?? null;
  if (last === undefined || pct === null) return null;
  const earlier = widest(before.filter(isMeasured)).at(-1)?.coveragePct ?? null;
  const changePct = earlier === null ? null : pct - earlier;
  return {
    value: { pct, changePct },
    words: changePct === null ? `${pct} %` : `${pct} %, before ${String(earlier)} %`,
    origins: [originOf(last)],
  };
}
