import type { CardFile } from '../agent/cards/card-files.js';
import type { KeptRun } from '../agent/context/context-workspace.js';
import type { Evidence } from '../evidence/evidence.js';
import type { FoundCheck } from '../evidence/find-checks.js';
import type { SeenOutput } from '../evidence/seen-output.js';
import type { ChangedFile } from '../evidence/weakened/changed-file.js';
import type { Weakened } from '../evidence/weakened/weakened.js';
import type { LoopStats, RunExplanation, TextsKept } from '../learning/ledger.js';
import type { AskedToolName } from '../learning/asked/tool-names.js';
import type { CallTraffic } from '../learning/budget/call-traffic.js';
import type { Spent } from '../learning/budget/spending.js';
import type { Chooser } from '../learning/choice/arm.js';
import type { BudgetLimits } from '../learning/choice/budget.js';
import type { Standing } from '../learning/choice/standings.js';
import type { ArmRule } from '../learning/choosing/arm-rules.js';
import type { ChoosingSettings } from '../learning/choosing/choosing-settings.js';
import type { CallReserved, PlannedCall } from '../learning/choosing/model-spending.js';
import type { SuggestTask } from '../learning/choosing/suggest-task.js';
import type { SourceUplift } from '../learning/context/source-records.js';
import type { TokenUse } from '../learning/prices/call-cost.js';
import type { PriceWarning } from '../learning/prices/price-warning.js';
import type { PromptOption } from '../learning/variants/prompt-portfolio.js';
import type { Formula } from '../learning/reward/formula.js';
import type { Measurement } from '../learning/measured/expected-and-measured.js';
import type { Salvaged } from '../learning/maintenance/salvage.js';
import type { SuggestedModel, Suggestion } from '../learning/choice/suggestion.js';
import type { PendingRecord, ReviewStep, RunFile, RunLayer } from '../learning/runs/edited-files.js';
import type { BackfillSource } from '../learning/agents/backfill.js';
import type { BackfilledRun } from '../learning/agents/backfilled-runs.js';
import type { RunReport } from '../learning/runs/run-report.js';
import type { FinishRun, RunStatus, RunView, StartRun, Verdict } from '../learning/runs/run.js';
import type { LedgerSnapshot } from '../shared/snapshot.js';
import type { MeasuredRow } from '../shared/trends-content.js';
import type { View } from '../shared/view.js';
import type { CapturedOutput } from './read-output.js';
import type { AgentReports } from './agents/agent-reports.js';
import type { TelemetryFile } from './agents/copilot-telemetry.js';
import type { ClaudeSettings } from './agents/claude-settings.js';
import type { NewModel } from './add-models.js';
import type { TunedModelNames } from './add-tuned-model.js';

export type { TextsKept };

export interface OpenLedger {
  /** False: answer `exists: false` instead of creating anything. */
  readonly create: boolean;
  /** True: nothing is written, the lock included (Restricted Mode, or no yes yet). */
  readonly readOnly: boolean;
  /** Asked of the person on the first yes; without it, what the ledger has. */
  readonly texts?: TextsKept | undefined;
  /** The formula that teaches; default `classic`. */
  readonly formula?: Formula | undefined;
  /** A folder outside the workspace for this ledger's daily copies; without it none are made. */
  readonly copiesIn?: string | undefined;
  /** Start anew where the database has vanished and a daily copy could be brought back; default false. */
  readonly startAnew?: boolean | undefined;
}

/** What came of reading what agents left. */
export interface Backfilled {
  /** Runs that were not known before. */
  readonly added: number;
  /** What could not be read, in words for a person. */
  readonly problems: readonly string[];
}

export interface LedgerState {
  readonly exists: boolean;
  /** Why nothing can be written, in words for a person; null when it can. */
  readonly readOnlyReason: string | null;
  /** Whether an older version wrote it and it is not open for writing, which would bring it up to date: nothing of it can be shown. */
  readonly isOutdated: boolean;
  readonly texts: TextsKept;
  /** The day (UTC, `YYYY-MM-DD`) of the daily copy that can be brought back; null while the database is there. */
  readonly copyFrom: string | null;
  /** What a person should know: recovered, salvaged, a broken variants file. Each once. */
  readonly notices: readonly string[];
}

/** Settings of the person that the panel's numbers depend on. */
export interface PanelSettings {
  readonly usesStartingGuesses: boolean;
  readonly limits: BudgetLimits;
}

/**
 * The engine as the editor sees it: every method takes the ledger's root (the folder that holds `.agent`) first and
 * answers with plain data. A rejected promise carries an `EngineError`.
 */
export interface EngineApi {
  open(root: string, options: OpenLedger): LedgerState;
  /** The design cards in `.agent/tasks`; the ledger need not be open. */
  designCards(root: string): CardFile[];
  /** Chooses a prompt, a model and perhaps a context set, and logs the decisions before anything runs. */
  suggest(root: string, task: SuggestTask): Suggestion;
  /** Answers what an agent asks of the ledger, by any tool but the one that looks documentation up. */
  ask(root: string, tool: AskedToolName, input: unknown, settings: ChoosingSettings): string;
  /** What was learned here that is sure enough to be told to agents, as Markdown; null where nothing is. */
  learned(root: string): string | null;
  startRun(root: string, run: StartRun): RunView;
  /** Takes in what an agent told of its prompt, which belongs to this run; a finished run settles again. */
  reportRun(root: string, runId: string, report: RunReport): RunView;
  /**
   * What agents told of their work that the ledger does not have yet.
   * @param telemetry Copilot's, where a person wants it to be read
   */
  agentReports(root: string, telemetry?: TelemetryFile): AgentReports;
  /** Lets the run whose edits a commit has be of the agent that the commit names, where nobody knew of whom it is. */
  nameByCommit(root: string, checkout: string, commit: string): RunView | null;
  /** Lets hooks of agents leave what they tell here, texts only where the ledger keeps texts. */
  allowAgents(root: string): void;
  /** Settings of Claude Code with hooks that call `program`, or without where that is null. */
  claudeSettings(root: string, text: string | null, program: string | null): ClaudeSettings;
  /** Id as a prompt of the instruction files in a checkout that an agent read at a time; null when not known. */
  instructionsAt(root: string, checkout: string, agent: string, at: string): string | null;
  observe(root: string, runId: string, evidence: readonly Evidence[]): RunView;
  /** What a check's output says; nothing of it is kept. Null when nothing is recognised; the ledger need not be open. */
  readOutput(root: string, output: CapturedOutput): SeenOutput | null;
  /** The same of report files, which one run of a check wrote together; paths relative to the root. */
  readReports(root: string, paths: readonly string[]): SeenOutput | null;
  /** The build, lint and test commands of the project in a folder. */
  findChecks(folder: string): FoundCheck[];
  /** What the project's files make of each command line now; empty where it speaks for itself. */
  checkDefinitions(folder: string, commandLines: readonly string[]): string[];
  /** What an edit of these files weakens of the checks, by path and line; the ledger need not be open. */
  findWeakened(root: string, files: readonly ChangedFile[]): Weakened[];
  finishRun(root: string, runId: string, result: FinishRun): RunView;
  setVerdict(root: string, runId: string, verdict: Verdict): RunView;
  /** The run stays listed, is never scored and moves no count. */
  discardRun(root: string, runId: string): RunView;
  /** Removes the run, its evidence, texts and pulls. */
  forgetRun(root: string, runId: string): void;
  getRun(root: string, runId: string): RunView | null;
  /** Why a run has its score, every number with its source. */
  explainRun(root: string, runId: string): RunExplanation;
  /** Scores all finished runs by the formula that teaches now; answers with how many. */
  rescore(root: string): number;
  /** Says whether a run that weakened checks may be exported as training data all the same. */
  allowExport(root: string, runId: string, isAllowed: boolean): RunView;
  /** Makes one run of two finished ones; the first keeps its goal and author. */
  mergeRuns(root: string, into: string, from: string): RunView;
  /** Makes a run of its own of some files of a finished run, and answers with it. */
  splitRun(root: string, runId: string, paths: readonly string[]): RunView;
  /** Newest first. */
  listRuns(root: string, filter: { limit: number; status?: RunStatus | undefined }): RunView[];
  /** The files of a checkout that wait for a person's word. */
  pendingFiles(root: string, checkout: string): PendingRecord[];
  savePending(root: string, checkout: string, put: readonly PendingRecord[], drop: readonly string[]): void;
  saveRunFiles(root: string, runId: string, files: readonly RunFile[]): void;
  /** What runs did to the files of `paths`, or what one run did; oldest run first. */
  runLayers(
    root: string,
    wanted: { readonly paths: readonly string[] } | { readonly run: string },
  ): RunLayer[];
  /** What was done in reviews of a checkout and can be taken back, oldest first. */
  reviewSteps(root: string, checkout: string): { id: number; step: ReviewStep }[];
  addReviewStep(root: string, checkout: string, step: ReviewStep): number;
  dropReviewStep(root: string, id: number): void;
  /** A person saved a file; `blob` is the sha256 of its bytes. */
  noteSave(root: string, checkout: string, path: string, blob: string): void;
  /** Whether a person, perhaps in another window, saved a file with these bytes of late. */
  wasSaved(root: string, checkout: string, path: string, blob: string): boolean;
  /** Forgets what runs of long ago did to files, and answers with every copy in `.agent/blobs` that is still needed. */
  pruneBlobs(root: string): string[];
  stats(root: string): LoopStats;
  /** What agents left of earlier work here, by names of files only. */
  backfillSources(root: string): BackfillSource[];
  /** Reads these and keeps what they tell, marked as from before and in no count; answers with how many runs are new. */
  backfill(root: string, sources: readonly BackfillSource[]): Backfilled;
  /** Runs from before, newest first. */
  backfilledRuns(root: string, limit: number): BackfilledRun[];
  /** Removes all runs from before and answers with how many there were. */
  forgetBackfilled(root: string): number;
  /** What is claimed of using the extension beside what this repository's runs say. */
  measured(root: string): Measurement[];
  /** @param usesStartingGuesses whether published results count; default true */
  standings(root: string, usesStartingGuesses?: boolean): Standing[];
  /** What each context source makes of the reward. */
  uplifts(root: string): SourceUplift[];
  /** Pins or bans an option, or takes that back with null. */
  setRule(root: string, chooser: Chooser, arm: string, rule: ArmRule | null): void;
  prompts(root: string): PromptOption[];
  /** Adds a prompt and answers with the file of its text. */
  addPrompt(root: string, name: string, text: string): string;
  /** The file of a prompt's text, written when a person first edits it. */
  promptFile(root: string, id: string): string;
  /** Chooses a prompt no more, or brings it back. */
  retirePrompt(root: string, id: string, isRetired: boolean): void;
  /** Takes a source out of every context set. */
  retireSource(root: string, source: string): void;
  /** Prices in the models' index that are probably a slip. */
  priceWarnings(root: string): PriceWarning[];
  /** Writes a model's price into its index, in US dollars per 1,000 tokens. */
  setPrice(root: string, model: string, costPer1k: number): void;
  /** Holds the most that a call can cost back before it starts. */
  reserveCall(root: string, call: PlannedCall, limits: BudgetLimits): CallReserved;
  /** @param traffic null for a call that never began */
  settleCall(root: string, charge: number, used: TokenUse, traffic: CallTraffic | null): void;
  spent(root: string): Spent;
  /** In escalation: the model of a task's next attempt after a run of it; null when there is to be none. */
  nextAttempt(root: string, task: SuggestTask, after: string | null): SuggestedModel | null;
  /** In escalation: what the project's checks said of an attempt. */
  checkAttempt(root: string, runId: string, passed: boolean): void;
  /** Brings back the newest daily copy of a database that has vanished, and opens it. */
  restoreCopy(root: string): LedgerState;
  /** Moves a damaged database aside and saves what can be read into a new one; null when it is not damaged. */
  repair(root: string): Salvaged | null;
  /** Everything that the panel shows of a ledger. */
  panel(root: string, view: View, settings: PanelSettings): LedgerSnapshot;
  /** `measured` in words, of all runs together. */
  measuredRows(root: string): MeasuredRow[];
  /** Copies the database to a file that is not there yet, and answers with its size in bytes. */
  backUp(root: string, target: string): number;
  /** Removes all that was recorded and its copies; answers with what is still there, which is nothing unless the disk refuses. */
  deleteAll(root: string): string[];
  /** Adds a model that was tuned from another to those that are suggested. */
  addTunedModel(root: string, names: TunedModelNames): void;
  /** Adds models that were found to those that are suggested. */
  addModels(root: string, models: readonly NewModel[]): void;
  /** Earlier runs that were kept and whose tasks are like this one, the most alike first. */
  keptRuns(root: string, task: string): KeptRun[];
  close(root: string): void;
}

/** What the engine tells without being asked. */
export type EngineEvent =
  /** Somebody, perhaps another window, changed the ledger. */
  | { readonly type: 'changed'; readonly root: string }
  /** Another process holds the lock; the call goes on waiting. `waiting: false` when it got through. */
  | { readonly type: 'waiting'; readonly root: string; readonly waiting: boolean }
  /** An agent told something. */
  | { readonly type: 'reported'; readonly root: string }
  /** The database was deleted while it was open; open it again to start anew or to bring back a copy. */
  | { readonly type: 'vanished'; readonly root: string }
  | { readonly type: 'notice'; readonly root: string; readonly message: string };
