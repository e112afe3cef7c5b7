import type { CardFile } from '../agent/design-cards.js';
import type { Evidence } from '../evidence/evidence.js';
import type { LoopStats, TextsKept } from '../learning/ledger.js';
import type { Standing } from '../learning/choice/standings.js';
import type { Salvaged } from '../learning/maintenance/salvage.js';
import type { Suggestion } from '../learning/choice/suggestion.js';
import type { Complexity, FinishRun, RunStatus, RunView, StartRun, Verdict } from '../learning/runs/run.js';

export type { TextsKept };

export interface OpenLedger {
  /** False: answer `exists: false` instead of creating anything. */
  readonly create: boolean;
  /** True: nothing is written, the lock included (Restricted Mode, or no yes yet). */
  readonly readOnly: boolean;
  /** Asked of the person on the first yes; without it, what the ledger has. */
  readonly texts?: TextsKept | undefined;
  /** A folder outside the workspace for this ledger's daily copies; without it none are made. */
  readonly copiesIn?: string | undefined;
  /** Start anew where the database has vanished and a daily copy could be brought back; default false. */
  readonly startAnew?: boolean | undefined;
}

export interface LedgerState {
  readonly exists: boolean;
  /** Why nothing can be written, in words for a person; null when it can. */
  readonly readOnlyReason: string | null;
  readonly texts: TextsKept;
  /** The day (UTC, `YYYY-MM-DD`) of the daily copy that can be brought back; null while the database is there. */
  readonly copyFrom: string | null;
  /** What a person should know: recovered, salvaged, a broken variants file. Each once. */
  readonly notices: readonly string[];
}

/**
 * The engine as the editor sees it: every method takes the ledger's root (the folder that holds `.agent`) first and
 * answers with plain data. A rejected promise carries an `EngineError`.
 */
export interface EngineApi {
  open(root: string, options: OpenLedger): LedgerState;
  /** The design cards in `.agent/tasks`; the ledger need not be open. */
  designCards(root: string): CardFile[];
  /** Chooses a prompt and a model and logs both decisions before anything runs. */
  suggest(root: string, task: { complexity: Complexity | null; maxCostPer1k: number }): Suggestion;
  startRun(root: string, run: StartRun): RunView;
  observe(root: string, runId: string, evidence: readonly Evidence[]): RunView;
  finishRun(root: string, runId: string, result: FinishRun): RunView;
  setVerdict(root: string, runId: string, verdict: Verdict): RunView;
  /** The run stays listed, is never scored and moves no count. */
  discardRun(root: string, runId: string): RunView;
  /** Removes the run, its evidence, texts and pulls. */
  forgetRun(root: string, runId: string): void;
  getRun(root: string, runId: string): RunView | null;
  /** Newest first. */
  listRuns(root: string, filter: { limit: number; status?: RunStatus | undefined }): RunView[];
  stats(root: string): LoopStats;
  standings(root: string): Standing[];
  /** Brings back the newest daily copy of a database that has vanished, and opens it. */
  restoreCopy(root: string): LedgerState;
  /** Moves a damaged database aside and saves what can be read into a new one; null when it is not damaged. */
  repair(root: string): Salvaged | null;
  close(root: string): void;
}

/** What the engine tells without being asked. */
export type EngineEvent =
  /** Somebody, perhaps another window, changed the ledger. */
  | { readonly type: 'changed'; readonly root: string }
  /** Another process holds the lock; the call goes on waiting. `waiting: false` when it got through. */
  | { readonly type: 'waiting'; readonly root: string; readonly waiting: boolean }
  /** The database was deleted while it was open; open it again to start anew or to bring back a copy. */
  | { readonly type: 'vanished'; readonly root: string }
  | { readonly type: 'notice'; readonly root: string; readonly message: string };
