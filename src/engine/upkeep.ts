import { databaseFile } from '../learning/agent-folder.js';
import { makeDailyCopy } from '../learning/maintenance/daily-copy.js';
import { pruneStep } from '../learning/maintenance/retention.js';
import type { CallQueue, Pause } from './call-queue.js';
import type { EngineHost } from './engine-host.js';

/** Between two steps, so that calls come in between. */
const stepPauseMs = 50;

/**
 * What a ledger needs beside its calls: a copy a day, and old bulky texts removed a little at a time.
 * @param report told what went wrong, in words for a person
 */
export async function keepUp(
  root: string,
  host: EngineHost,
  queue: CallQueue,
  pause: Pause,
  clock: () => Date,
  report: (problem: string) => void,
): Promise<void> {
  try {
    const copiesIn = host.copiesIn(root);
    if (copiesIn !== undefined) await queue.add(() => makeDailyCopy(databaseFile(root), copiesIn, clock()));
    while (await queue.add(() => pruneSome(root, host, clock()))) await pause(stepPauseMs);
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
  }
}

function pruneSome(root: string, host: EngineHost, now: Date): boolean {
  const connection = host.ledger(root)?.db.connection;
  return connection?.isWritable === true && pruneStep(connection, now);
}
