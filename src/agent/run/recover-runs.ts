import { ownAgent } from './own-agent.js';
import type { AgentFiles, AgentLedger, Journals } from './ports.js';

/** What became of a run whose process had ended in the middle of it. */
export interface RecoveredRun {
  readonly runId: string;
  /**
   * `discarded`: it had changed nothing. `pending`: its edits wait for a person's word. `rolled back`: it was being taken
   * back, and that was finished.
   */
  readonly outcome: 'discarded' | 'pending' | 'rolled back';
  /** Files that it changed. */
  readonly files: readonly string[];
}

/** Open runs are few; more than these are not looked at. */
const mostOpenRuns = 100;

/**
 * Closes every run of ours whose process is no more, so that each file is what it was, or that with what is pending. To be
 * called when a ledger is opened; doing it twice, or in two processes, changes nothing more.
 */
export async function recoverRuns(ports: {
  readonly ledger: Pick<AgentLedger, 'getRun' | 'listRuns' | 'observe' | 'finishRun' | 'discardRun'>;
  readonly files: Pick<AgentFiles, 'changedBy' | 'evidenceOf' | 'rollBack'>;
  readonly journals: Pick<Journals, 'found'>;
}): Promise<RecoveredRun[]> {
  const journals = ports.journals.found();
  const recovered: RecoveredRun[] = [];
  for (const journal of journals) {
    if (journal.isAlive) continue;
    if (journal.runId !== null)
      recovered.push(...(await close(ports, journal.runId, journal.lastStep === 'rolling back')));
    journal.remove();
  }
  // A process can end after the ledger took the run and before the journal named it.
  if (journals.some(({ isAlive, runId }) => isAlive && runId === null)) return recovered;
  const known = new Set(journals.filter(({ isAlive }) => isAlive).map(({ runId }) => runId));
  const open = await ports.ledger.listRuns({ limit: mostOpenRuns, status: 'open' });
  for (const { id, author } of open)
    if (author.agent === ownAgent && !known.has(id)) recovered.push(...(await close(ports, id, false)));
  return recovered;
}

async function close(
  { ledger, files }: Pick<Parameters<typeof recoverRuns>[0], 'ledger' | 'files'>,
  runId: string,
  wasRollingBack: boolean,
): Promise<RecoveredRun[]> {
  if ((await ledger.getRun(runId))?.status !== 'open') return [];
  const changed = await files.changedBy(runId);
  if (changed.length === 0) {
    await ledger.discardRun(runId);
    return [{ runId, outcome: 'discarded', files: [] }];
  }
  const left = wasRollingBack ? await files.rollBack(runId) : changed;
  await ledger.observe(runId, await files.evidenceOf(runId));
  await ledger.finishRun(runId, {});
  return [{ runId, outcome: left.length === 0 ? 'rolled back' : 'pending', files: changed }];
}
