import type { Span } from './ended-check.js';

/** A run as far as crediting needs it. */
export interface CreditedRun {
  readonly runId: string;
  /** When its first file changed, in milliseconds since 1970; null while none has. */
  readonly firstEditAtMs: number | null;
}

/** What a result is to a run: of its edits, or from before them. */
export interface Credit {
  readonly runId: string;
  readonly phase: 'before' | 'run';
}

export interface Credits {
  readonly credits: readonly Credit[];
  /** Whether it tells what was red before the next edits. */
  readonly isBeforeNext: boolean;
}

/**
 * Whose a check's result is, by when it ran: the open run's from its first edit on; until then the last run's, and for the open
 * one a result from before. A check during which the first edit came may have seen either state, so it is nobody's.
 */
export function creditsOf(span: Span, open: CreditedRun | undefined, last: CreditedRun | undefined): Credits {
  const firstEditAtMs = open?.firstEditAtMs ?? Infinity;
  if (open !== undefined && span.beganAtMs >= firstEditAtMs) {
    return { credits: [{ runId: open.runId, phase: 'run' }], isBeforeNext: false };
  }
  if (span.endedAtMs > firstEditAtMs) return { credits: [], isBeforeNext: false };
  const isOfLast = last !== undefined && span.beganAtMs >= (last.firstEditAtMs ?? Infinity);
  return {
    credits: [
      ...(isOfLast ? [{ runId: last.runId, phase: 'run' } as const] : []),
      ...(open === undefined ? [] : [{ runId: open.runId, phase: 'before' } as const]),
    ],
    isBeforeNext: true,
  };
}

/** Whether another run was under way at the same time, as two windows can have them. */
export function overlapsAnother(
  runId: string,
  runs: readonly { readonly id: string; readonly startedAt: string; readonly finishedAt: string | null }[],
): boolean {
  const own = runs.find(({ id }) => id === runId);
  if (own === undefined) return false;
  const ends = (at: string | null): number => (at === null ? Infinity : Date.parse(at));
  return runs.some(
    ({ id, startedAt, finishedAt }) =>
      id !== runId &&
      Date.parse(startedAt) < ends(own.finishedAt) &&
      ends(finishedAt) > Date.parse(own.startedAt),
  );
}
