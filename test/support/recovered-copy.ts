import * as assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { userModels } from '../../src/agent/models/user-models.js';
import { openNodeAgent } from '../../src/agent/run/node/node-agent.js';
import { recoverRuns, type RecoveredRun } from '../../src/agent/run/recover-runs.js';

/** What a copied folder is once the runs in it were recovered. */
export interface RecoveredCopy {
  readonly recovered: readonly RecoveredRun[];
  /** Each pending file with what it was; null where there was none. */
  readonly pending: ReadonlyMap<string, string | null>;
}

/**
 * Recovers the runs in a copy of a folder that was made while its process worked and is no more: what a kill in that moment would
 * have left. Fails where a run stays open, or a second recovery finds something.
 * @param original the folder that was copied
 */
export async function recoverCopy(copy: string, original: string): Promise<RecoveredCopy> {
  const unasked = (): Promise<never> => Promise.reject(new Error('nobody is asked'));
  const agent = await openNodeAgent({
    ...{ root: copy, checkout: copy, models: userModels({}, { endpoints: [] }) },
    consent: {
      ...{ choose: unasked, send: unasked, unknownPrice: unasked },
      ...{ protectedChanges: unasked, runChecks: unasked },
    },
  });
  try {
    const { ledger, ports } = agent;
    ledger.db.connection.run('UPDATE pending_files SET checkout = ? WHERE checkout = ?', [copy, original]);
    const recovered = await recoverRuns(ports);
    assert.deepEqual(await recoverRuns(ports), [], 'nothing is left to recover');
    assert.deepEqual(ledger.listRuns({ limit: 10, status: 'open' }), [], 'no run is open');
    assert.deepEqual(ports.journals.found(), [], 'no journal is left');
    const pending = new Map(
      ledger.files
        .pending(copy)
        .map(({ path, before: { blob } }) => [
          path,
          blob === null ? null : readFileSync(join(copy, '.agent', 'blobs', blob), 'utf8'),
        ]),
    );
    return { recovered, pending };
  } finally {
    agent.close();
  }
}

/**
 * Fails where a file is neither as it was nor as a run made it, or differs from what it was without being pending over that.
 * @param before what each file was; null where there was none
 * @param made every text that a run may have given them
 */
export function assertNothingLost(
  copy: string,
  { pending }: RecoveredCopy,
  before: ReadonlyMap<string, string | null>,
  made: readonly string[],
): void {
  for (const [path, was] of before) {
    const file = join(copy, path);
    const now = existsSync(file) ? readFileSync(file, 'utf8') : null;
    if (now === was) continue;
    assert.ok(now !== null && made.includes(now), `${path} is ${now}`);
    assert.equal(pending.get(path), was, `${path} is not pending over what it was`);
  }
}
