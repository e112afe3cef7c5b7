import { existsSync } from 'node:fs';
import { databaseFile } from '../learning/agent-folder.js';
import type { Evidence } from '../evidence/evidence.js';
import type { Standing } from '../learning/choice/standings.js';
import type { Suggestion } from '../learning/choice/suggestion.js';
import { Ledger, type LoopStats } from '../learning/ledger.js';
import type { Complexity, FinishRun, RunStatus, RunView, StartRun, Verdict } from '../learning/runs/run.js';
import { UserError } from '../learning/user-error.js';
import type { EngineApi, LedgerState, OpenLedger } from './engine-api.js';

/** Short, so that a caller can say that it waits and try again; the database's own wait would block the thread. */
const busyTimeoutMs = 250;

/** The engine over any number of ledgers; synchronous, and free of the thread it runs in. */
export class EngineHost implements EngineApi {
  readonly #ledgers = new Map<string, Ledger>();

  open(root: string, options: OpenLedger): LedgerState {
    const { create, readOnly, texts } = options;
    if (!existsSync(databaseFile(root)) && (readOnly || !create)) {
      this.close(root);
      return { exists: false, readOnlyReason: null, texts: 'numbers', notices: [] };
    }
    this.close(root);
    const ledger = new Ledger(root, { create, readOnly, texts, busyTimeoutMs });
    this.#ledgers.set(root, ledger);
    return {
      exists: true,
      readOnlyReason: ledger.readOnlyReason ?? null,
      texts: ledger.texts,
      notices: ledger.takeNotices(),
    };
  }

  suggest(root: string, task: { complexity: Complexity | null; maxCostPer1k: number }): Suggestion {
    return this.#ledger(root).suggest(task.complexity, task.maxCostPer1k);
  }

  startRun(root: string, run: StartRun): RunView {
    return this.#ledger(root).startRun(run);
  }

  observe(root: string, runId: string, evidence: readonly Evidence[]): RunView {
    return this.#ledger(root).observe(runId, evidence);
  }

  finishRun(root: string, runId: string, result: FinishRun): RunView {
    return this.#ledger(root).finishRun(runId, result);
  }

  setVerdict(root: string, runId: string, verdict: Verdict): RunView {
    return this.#ledger(root).setVerdict(runId, verdict);
  }

  discardRun(root: string, runId: string): RunView {
    return this.#ledger(root).discardRun(runId);
  }

  forgetRun(root: string, runId: string): void {
    this.#ledger(root).forgetRun(runId);
  }

  getRun(root: string, runId: string): RunView | null {
    return this.#ledger(root).findRun(runId) ?? null;
  }

  listRuns(root: string, filter: { limit: number; status?: RunStatus | undefined }): RunView[] {
    return this.#ledger(root).listRuns(filter);
  }

  stats(root: string): LoopStats {
    return this.#ledger(root).stats();
  }

  standings(root: string): Standing[] {
    return this.#ledger(root).standings();
  }

  close(root: string): void {
    this.#ledgers.get(root)?.close();
    this.#ledgers.delete(root);
  }

  closeAll(): void {
    for (const root of this.#ledgers.keys()) this.close(root);
  }

  /** What a person should know and was not told yet. */
  takeNotices(root: string): readonly string[] {
    return this.#ledgers.get(root)?.takeNotices() ?? [];
  }

  /** Changes whenever another connection committed; 0 while the ledger is not open. */
  dataVersion(root: string): number {
    return this.#ledgers.get(root)?.db.connection.dataVersion() ?? 0;
  }

  #ledger(root: string): Ledger {
    const ledger = this.#ledgers.get(root);
    if (ledger === undefined)
      throw new UserError('No score is kept in this folder yet. Start a run to begin.');
    return ledger;
  }
}
