import { existsSync } from 'node:fs';
import { readDesignCards, type CardFile } from '../agent/design-cards.js';
import type { Evidence } from '../evidence/evidence.js';
import { databaseFile, ensureAgentFolder } from '../learning/agent-folder.js';
import type { Standing } from '../learning/choice/standings.js';
import type { Suggestion } from '../learning/choice/suggestion.js';
import { Ledger, type LoopStats } from '../learning/ledger.js';
import { copyOfVanished } from '../learning/maintenance/daily-copy.js';
import { restore } from '../learning/maintenance/restore.js';
import { salvage, type Salvaged } from '../learning/maintenance/salvage.js';
import type { Complexity, FinishRun, RunStatus, RunView, StartRun, Verdict } from '../learning/runs/run.js';
import { StorageError } from '../learning/sqlite/errors.js';
import { UserError } from '../learning/user-error.js';
import type { EngineApi, LedgerState, OpenLedger } from './engine-api.js';

/** Short, so that a caller can say that it waits and try again; the database's own wait would block the thread. */
const busyTimeoutMs = 250;

interface OpenedLedger {
  readonly ledger: Ledger;
  readonly options: OpenLedger;
}

/** The engine over any number of ledgers; synchronous, and free of the thread it runs in. */
export class EngineHost implements EngineApi {
  readonly #opened = new Map<string, OpenedLedger>();
  /** How each ledger was last asked for, whether or not there was one to open. */
  readonly #asked = new Map<string, OpenLedger>();
  readonly #clock: () => Date;
  readonly #onVanished: (root: string) => void;

  /** @param onVanished told when a ledger's database was deleted while it was open */
  constructor(clock: () => Date, onVanished: (root: string) => void) {
    this.#clock = clock;
    this.#onVanished = onVanished;
  }

  open(root: string, options: OpenLedger): LedgerState {
    this.close(root);
    this.#asked.set(root, options);
    const { create, readOnly, texts, copiesIn, startAnew = false } = options;
    const file = databaseFile(root);
    const copy = copiesIn === undefined ? undefined : copyOfVanished(file, copiesIn);
    if (!existsSync(file) && (readOnly || !create || (copy !== undefined && !startAnew))) {
      return {
        exists: false,
        readOnlyReason: null,
        texts: 'numbers',
        copyFrom: copy?.day ?? null,
        notices: [],
      };
    }
    const ledger = new Ledger(root, { create, readOnly, texts, busyTimeoutMs, clock: this.#clock });
    this.#opened.set(root, { ledger, options });
    return {
      exists: true,
      readOnlyReason: ledger.readOnlyReason ?? null,
      texts: ledger.texts,
      copyFrom: null,
      notices: ledger.takeNotices(),
    };
  }

  designCards(root: string): CardFile[] {
    return readDesignCards(root);
  }

  suggest(root: string, task: { complexity: Complexity | null; maxCostPer1k: number }): Suggestion {
    return this.#use(root, (ledger) => ledger.suggest(task.complexity, task.maxCostPer1k));
  }

  startRun(root: string, run: StartRun): RunView {
    return this.#use(root, (ledger) => ledger.startRun(run));
  }

  observe(root: string, runId: string, evidence: readonly Evidence[]): RunView {
    return this.#use(root, (ledger) => ledger.observe(runId, evidence));
  }

  finishRun(root: string, runId: string, result: FinishRun): RunView {
    return this.#use(root, (ledger) => ledger.finishRun(runId, result));
  }

  setVerdict(root: string, runId: string, verdict: Verdict): RunView {
    return this.#use(root, (ledger) => ledger.setVerdict(runId, verdict));
  }

  discardRun(root: string, runId: string): RunView {
    return this.#use(root, (ledger) => ledger.discardRun(runId));
  }

  forgetRun(root: string, runId: string): void {
    this.#use(root, (ledger) => {
      ledger.forgetRun(runId);
    });
  }

  getRun(root: string, runId: string): RunView | null {
    return this.#use(root, (ledger) => ledger.findRun(runId) ?? null);
  }

  listRuns(root: string, filter: { limit: number; status?: RunStatus | undefined }): RunView[] {
    return this.#use(root, (ledger) => ledger.listRuns(filter));
  }

  stats(root: string): LoopStats {
    return this.#use(root, (ledger) => ledger.stats());
  }

  standings(root: string): Standing[] {
    return this.#use(root, (ledger) => ledger.standings());
  }

  restoreCopy(root: string): LedgerState {
    const options = this.#asked.get(root);
    const copy =
      options?.copiesIn === undefined ? undefined : copyOfVanished(databaseFile(root), options.copiesIn);
    if (options === undefined || copy === undefined) throw new UserError('There is no copy to bring back.');
    ensureAgentFolder(root);
    restore(copy.file, databaseFile(root), this.#clock());
    return this.open(root, options);
  }

  repair(root: string): Salvaged | null {
    const options = this.#asked.get(root);
    this.close(root);
    const salvaged = salvage(databaseFile(root), this.#clock());
    if (options !== undefined) this.open(root, options);
    return salvaged ?? null;
  }

  close(root: string): void {
    this.#opened.get(root)?.ledger.close();
    this.#opened.delete(root);
  }

  closeAll(): void {
    for (const root of [...this.#opened.keys()]) this.close(root);
  }

  /** The ledger of a root while it is open, for upkeep beside the calls. */
  ledger(root: string): Ledger | undefined {
    return this.#opened.get(root)?.ledger;
  }

  /** The folder for daily copies of a ledger that is open for writing. */
  copiesIn(root: string): string | undefined {
    const opened = this.#opened.get(root);
    return opened?.options.readOnly === true ? undefined : opened?.options.copiesIn;
  }

  /** Changes whenever another connection committed; 0 while the ledger is not open. */
  dataVersion(root: string): number {
    return this.#opened.has(root) ? this.#use(root, (ledger) => ledger.db.connection.dataVersion()) : 0;
  }

  /** Runs `body` on a ledger; a file that was replaced under it is opened again and asked once more. */
  #use<T>(root: string, body: (ledger: Ledger) => T): T {
    const opened = this.#opened.get(root);
    if (opened === undefined)
      throw new UserError('No score is kept in this folder yet. Start a run to begin.');
    try {
      return body(opened.ledger);
    } catch (error) {
      if (!(error instanceof StorageError) || error.reason !== 'moved') throw error;
      this.close(root);
      if (existsSync(databaseFile(root))) {
        this.open(root, opened.options);
        return this.#use(root, body);
      }
      this.#onVanished(root);
      throw new UserError(
        `${databaseFile(root)} was deleted while Learning Loop was using it. Start a run to begin anew or to bring back a copy.`,
        { cause: error },
      );
    }
  }
}
