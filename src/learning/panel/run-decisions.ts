import type { Chooser } from '../choice/arm.js';
import type { LoggedCandidate } from '../choosing/decision-log.js';
import type { Connection } from '../sqlite/connection.js';

/** What was suggested before a run. */
export interface RunDecision {
  readonly chooser: Chooser;
  readonly arm: string;
  readonly wasFollowed: boolean | null;
  readonly candidates: readonly LoggedCandidate[];
}

/** The decisions that led to a run, in their order. */
export function decisionsOf(connection: Connection, run: string): RunDecision[] {
  return connection
    .all<{ chooser: Chooser; arm: string; followed: number | null; candidates: string }>(
      'SELECT chooser, arm, followed, candidates FROM decisions WHERE run = ? ORDER BY id',
      [run],
    )
    .map(({ chooser, arm, followed, candidates }) => ({
      chooser,
      arm,
      wasFollowed: followed === null ? null : followed === 1,
      candidates: JSON.parse(candidates) as LoggedCandidate[],
    }));
}
