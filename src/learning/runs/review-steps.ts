import type { Connection } from '../sqlite/connection.js';
import type { ReviewStep } from './edited-files.js';

type Told = ReviewStep['told'][number];

/** Lets what can still be taken back in reviews tell the runs that took the place of those it told. */
export function retell(
  connection: Connection,
  runOf: (runId: string, told: Told['evidence']) => string,
): void {
  for (const { id, step } of connection.all<{ id: number; step: string }>(
    'SELECT id, step FROM review_steps',
  )) {
    const before = JSON.parse(step) as ReviewStep;
    const told = before.told.map(({ runId, evidence }) => ({ runId: runOf(runId, evidence), evidence }));
    connection.run('UPDATE review_steps SET step = ? WHERE id = ?', [
      JSON.stringify({ ...before, told }),
      id,
    ]);
  }
}
