import { existsSync } from 'node:fs';
import { readDesignCards, type CardFile } from '../agent/cards/card-files.js';
import type { KeptRun } from '../agent/context/context-workspace.js';
import { keptRuns } from '../agent/context/kept-runs.js';
import type { Evidence } from '../evidence/evidence.js';
import { definitionOf } from '../evidence/check-definition.js';
import { findChecks, type FoundCheck } from '../evidence/find-checks.js';
import type { SeenOutput } from '../evidence/seen-output.js';
import type { ChangedFile } from '../evidence/weakened/changed-file.js';
import { findWeakened } from '../evidence/weakened/find-weakened.js';
import type { Weakened } from '../evidence/weakened/weakened.js';
import { databaseFile, ensureAgentFolder } from '../learning/agent-folder.js';
import { ledgerToolNamed } from '../learning/asked/asked-tools.js';
import { learnedInWords } from '../learning/asked/learned-in-words.js';
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
import type { SuggestedModel, Suggestion } from '../learning/choice/suggestion.js';
import { Ledger, type LoopStats, type RunExplanation } from '../learning/ledger.js';
import { copyOfVanished } from '../learning/maintenance/daily-copy.js';
import { backup } from '../learning/maintenance/backup.js';
import { deleteAll } from '../learning/maintenance/delete-all.js';
import { restore } from '../learning/maintenance/restore.js';
import type { Measurement } from '../learning/measured/expected-and-measured.js';
import { overallRows } from '../learning/measured/measurement-words.js';
import { salvage, type Salvaged } from '../learning/maintenance/salvage.js';
import type { PendingRecord, ReviewStep, RunFile, RunLayer } from '../learning/runs/edited-files.js';
import { findSources, readSources, type BackfillSource } from '../learning/agents/backfill.js';
import type { BackfilledRun } from '../learning/agents/backfilled-runs.js';
import { personsPlaces } from '../learning/agents/own-transcript.js';
import type { RunReport } from '../learning/runs/run-report.js';
import type { FinishRun, RunStatus, RunView, StartRun, Verdict } from '../learning/runs/run.js';
import { StorageError } from '../learning/sqlite/errors.js';
import { UserError } from '../learning/user-error.js';
import type { LedgerSnapshot } from '../shared/snapshot.js';
import type { MeasuredRow } from '../shared/trends-content.js';
import type { View } from '../shared/view.js';
import type { Backfilled, EngineApi, LedgerState, OpenLedger, PanelSettings } from './engine-api.js';
import { instructionsInUse } from './instructions-in-use.js';
import { AgentReportsReader, type AgentReports } from './agents/agent-reports.js';
import type { TelemetryFile } from './agents/copilot-telemetry.js';
import { nameByCommit } from './agents/name-by-commit.js';
import { claudeSettings, type ClaudeSettings } from './agents/claude-settings.js';
import { ledgerSnapshot } from './panel/ledger-snapshot.js';
import { projectFiles } from './project-files.js';
import { readOutput, readReports, type CapturedOutput } from './read-output.js';
import { addModels, type NewModel } from './add-models.js';
import { addTunedModel, type TunedModelNames } from './add-tuned-model.js';

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
  readonly #agentsOf = new Map<string, AgentReportsReader>();
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
    const { create, readOnly, texts, formula, copiesIn, startAnew = false } = options;
    const file = databaseFile(root);
    const copy = copiesIn === undefined ? undefined : copyOfVanished(file, copiesIn);
    if (!existsSync(file) && (readOnly || !create || (copy !== undefined && !startAnew))) {
      return {
        exists: false,
        readOnlyReason: null,
        isOutdated: false,
        texts: 'numbers',
        copyFrom: copy?.day ?? null,
        notices: [],
      };
    }
    const ledger = new Ledger(root, { create, readOnly, texts, formula, busyTimeoutMs, clock: this.#clock });
    this.#opened.set(root, { ledger, options });
    return {
      exists: true,
      readOnlyReason: ledger.readOnlyReason ?? null,
      isOutdated: ledger.db.isOutdated,
      texts: ledger.texts,
      copyFrom: null,
      notices: ledger.takeNotices(),
    };
  }

  designCards(root: string): CardFile[] {
    return readDesignCards(root);
  }

  suggest(root: string, task: SuggestTask): Suggestion {
    return this.#use(root, ({ choosing }) => choosing.suggest(task));
  }

  ask(root: string, tool: AskedToolName, input: unknown, settings: ChoosingSettings): string {
    const asking = { settings, now: this.#clock() };
    return this.#use(root, (ledger) => ledgerToolNamed(tool).answer(ledger, input, asking));
  }

  learned(root: string): string | null {
    return this.#use(root, ({ choosing }) => learnedInWords(choosing));
  }

  startRun(root: string, run: StartRun): RunView {
    return this.#use(root, (ledger) => ledger.startRun(run));
  }

  reportRun(root: string, runId: string, report: RunReport): RunView {
    return this.#use(root, (ledger) => ledger.reportRun(runId, report));
  }

  agentReports(root: string, telemetry?: TelemetryFile): AgentReports {
    return this.#use(root, (ledger) => this.#agents(root).read(ledger, this.#clock(), telemetry));
  }

  nameByCommit(root: string, checkout: string, commit: string): RunView | null {
    return this.#use(root, (ledger) => nameByCommit(ledger, checkout, commit));
  }

  allowAgents(root: string): void {
    this.#use(root, (ledger) => {
      this.#agents(root).allow(ledger);
    });
  }

  claudeSettings(_root: string, text: string | null, program: string | null): ClaudeSettings {
    return claudeSettings(text, program);
  }

  instructionsAt(root: string, checkout: string, agent: string, at: string): string | null {
    const inUse = instructionsInUse(checkout, agent, at);
    if (inUse === null) return null;
    return this.#use(root, (ledger) =>
      ledger.commit(() => ledger.instructions.nameOf(inUse.files, inUse.hash)),
    );
  }

  observe(root: string, runId: string, evidence: readonly Evidence[]): RunView {
    return this.#use(root, (ledger) => ledger.observe(runId, evidence));
  }

  readOutput(root: string, output: CapturedOutput): SeenOutput | null {
    return readOutput(root, output);
  }

  readReports(root: string, paths: readonly string[]): SeenOutput | null {
    return readReports(root, paths);
  }

  findChecks(folder: string): FoundCheck[] {
    return findChecks(projectFiles(folder));
  }

  checkDefinitions(folder: string, commandLines: readonly string[]): string[] {
    const files = projectFiles(folder);
    return commandLines.map((commandLine) => definitionOf(commandLine, files));
  }

  findWeakened(_root: string, files: readonly ChangedFile[]): Weakened[] {
    return findWeakened(files);
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

  explainRun(root: string, runId: string): RunExplanation {
    return this.#use(root, (ledger) => ledger.explainRun(runId));
  }

  rescore(root: string): number {
    return this.#use(root, (ledger) => ledger.rescore());
  }

  allowExport(root: string, runId: string, isAllowed: boolean): RunView {
    return this.#use(root, (ledger) => ledger.allowExport(runId, isAllowed));
  }

  mergeRuns(root: string, into: string, from: string): RunView {
    return this.#use(root, (ledger) => ledger.mergeRuns(into, from));
  }

  splitRun(root: string, runId: string, paths: readonly string[]): RunView {
    return this.#use(root, (ledger) => ledger.splitRun(runId, paths));
  }

  listRuns(root: string, filter: { limit: number; status?: RunStatus | undefined }): RunView[] {
    return this.#use(root, (ledger) => ledger.listRuns(filter));
  }

  pendingFiles(root: string, checkout: string): PendingRecord[] {
    return this.#use(root, (ledger) => ledger.files.pending(checkout));
  }

  savePending(root: string, checkout: string, put: readonly PendingRecord[], drop: readonly string[]): void {
    this.#use(root, (ledger) => {
      ledger.savePending(checkout, put, drop);
    });
  }

  saveRunFiles(root: string, runId: string, files: readonly RunFile[]): void {
    this.#use(root, (ledger) => {
      ledger.saveRunFiles(runId, files);
    });
  }

  runLayers(
    root: string,
    wanted: { readonly paths: readonly string[] } | { readonly run: string },
  ): RunLayer[] {
    return this.#use(root, (ledger) => ledger.files.layers(wanted));
  }

  reviewSteps(root: string, checkout: string): { id: number; step: ReviewStep }[] {
    return this.#use(root, (ledger) => ledger.files.steps(checkout));
  }

  addReviewStep(root: string, checkout: string, step: ReviewStep): number {
    return this.#use(root, (ledger) => ledger.addReviewStep(checkout, step));
  }

  dropReviewStep(root: string, id: number): void {
    this.#use(root, (ledger) => {
      ledger.dropReviewStep(id);
    });
  }

  noteSave(root: string, checkout: string, path: string, blob: string): void {
    this.#use(root, (ledger) => {
      ledger.noteSave(checkout, path, blob);
    });
  }

  wasSaved(root: string, checkout: string, path: string, blob: string): boolean {
    return this.#use(root, (ledger) => ledger.files.wasSaved(checkout, path, blob));
  }

  pruneBlobs(root: string): string[] {
    return this.#use(root, (ledger) => ledger.pruneBlobs());
  }

  backfillSources(root: string): BackfillSource[] {
    return findSources(root, personsPlaces());
  }

  backfill(root: string, sources: readonly BackfillSource[]): Backfilled {
    return this.#use(root, (ledger) => {
      // Whoever asks may only say which of what is there.
      const wanted = new Set(sources.map(({ name }) => name));
      const { runs, problems } = readSources(findSources(root, personsPlaces(), [...wanted]), root);
      return { added: ledger.backfill(runs), problems };
    });
  }

  backfilledRuns(root: string, limit: number): BackfilledRun[] {
    return this.#use(root, ({ backfilled }) => backfilled.list(limit));
  }

  forgetBackfilled(root: string): number {
    return this.#use(root, (ledger) => ledger.forgetBackfilled());
  }

  measured(root: string): Measurement[] {
    return this.#use(root, (ledger) => ledger.measured());
  }

  stats(root: string): LoopStats {
    return this.#use(root, (ledger) => ledger.stats());
  }

  standings(root: string, usesStartingGuesses = true): Standing[] {
    return this.#use(root, ({ choosing }) => choosing.standings(usesStartingGuesses));
  }

  uplifts(root: string): SourceUplift[] {
    return this.#use(root, ({ choosing }) => choosing.uplifts());
  }

  setRule(root: string, chooser: Chooser, arm: string, rule: ArmRule | null): void {
    this.#use(root, ({ choosing }) => {
      choosing.setRule(chooser, arm, rule);
    });
  }

  prompts(root: string): PromptOption[] {
    return this.#use(root, ({ choosing }) => choosing.prompts());
  }

  addPrompt(root: string, name: string, text: string): string {
    return this.#use(root, ({ choosing }) => choosing.addPrompt(name, text));
  }

  promptFile(root: string, id: string): string {
    return this.#use(root, ({ choosing }) => choosing.promptFile(id));
  }

  retirePrompt(root: string, id: string, isRetired: boolean): void {
    this.#use(root, ({ choosing }) => {
      choosing.retirePrompt(id, isRetired);
    });
  }

  retireSource(root: string, source: string): void {
    this.#use(root, ({ choosing }) => {
      choosing.retireSource(source);
    });
  }

  priceWarnings(root: string): PriceWarning[] {
    return this.#use(root, ({ choosing }) => choosing.priceWarnings());
  }

  setPrice(root: string, model: string, costPer1k: number): void {
    this.#use(root, ({ choosing }) => {
      choosing.setPrice(model, costPer1k);
    });
  }

  reserveCall(root: string, call: PlannedCall, limits: BudgetLimits): CallReserved {
    return this.#use(root, ({ choosing }) => choosing.reserveCall(call, limits));
  }

  settleCall(root: string, charge: number, used: TokenUse, traffic: CallTraffic | null): void {
    this.#use(root, ({ choosing }) => {
      choosing.settleCall(charge, used, traffic);
    });
  }

  spent(root: string): Spent {
    return this.#use(root, ({ choosing }) => choosing.spent());
  }

  nextAttempt(root: string, task: SuggestTask, after: string | null): SuggestedModel | null {
    return this.#use(root, ({ choosing }) => choosing.nextAttempt(task, after));
  }

  checkAttempt(root: string, runId: string, passed: boolean): void {
    this.#use(root, ({ choosing }) => {
      choosing.checkAttempt(runId, passed);
    });
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

  panel(root: string, view: View, settings: PanelSettings): LedgerSnapshot {
    const copiesIn = this.#asked.get(root)?.copiesIn;
    return this.#use(root, (ledger) => ledgerSnapshot(ledger, view, { root, copiesIn, ...settings }));
  }

  measuredRows(root: string): MeasuredRow[] {
    return overallRows(this.measured(root)).map(([name, here, expected]) => ({ name, here, expected }));
  }

  backUp(root: string, target: string): number {
    return backup(databaseFile(root), target);
  }

  deleteAll(root: string): string[] {
    const copiesIn = this.#asked.get(root)?.copiesIn;
    this.close(root);
    return deleteAll(root, copiesIn);
  }

  addTunedModel(root: string, names: TunedModelNames): void {
    this.#use(root, (ledger) => {
      addTunedModel(ledger, root, names);
    });
  }

  addModels(root: string, models: readonly NewModel[]): void {
    this.#use(root, (ledger) => {
      addModels(ledger, root, models);
    });
  }

  keptRuns(root: string, task: string): KeptRun[] {
    return this.#use(root, (ledger) => keptRuns(ledger.db.connection, task));
  }

  close(root: string): void {
    this.#agentsOf.delete(root);
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

  #agents(root: string): AgentReportsReader {
    const known = this.#agentsOf.get(root) ?? new AgentReportsReader(root);
    this.#agentsOf.set(root, known);
    return known;
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
