import type { Evidence } from '../../evidence/evidence.js';

/** What an observer of one run is given. */
export interface RunContext {
  readonly runId: string;
  /** The ledger's root. */
  readonly root: string;
  report(evidence: Evidence): void;
  /** Reports what takes a moment to be known; waited for when the run is finished. */
  reportLater(evidence: Promise<readonly Evidence[]>): void;
}

/** The moment, as evidence carries it. */
export function now(): string {
  return new Date().toISOString();
}
