import { randomBytes, randomInt } from 'node:crypto';
import type { ReportedRun } from '../adapters/reported-run.js';
import type { Evidence } from '../evidence/evidence.js';
import { agentFolder } from './agent-folder.js';
import { BackfilledRuns } from './agents/backfilled-runs.js';
import type { Chooser } from './choice/arm.js';
import type { Inclusion } from './choice/hold-out.js';
import { seededRandom, seedSequence } from './choice/seeded-random.js';
import { Choosing } from './choosing/choosing.js';
import { machineIdentity } from './dataset/machine-identity.js';
import { scrubJson, scrubText } from './dataset/scrub.js';
import { DocsLog } from './docs/records/docs-log.js';
import { PageRuns } from './docs/records/page-runs.js';
import { ExperienceDB, type RecentStats } from './experience-db.js';
import { Portfolio } from './portfolio.js';
import { EditedFiles, type PendingRecord, type ReviewStep, type RunFile } from './runs/edited-files.js';
import { defaultFormula, type Formula } from './reward/formula.js';
import type { Explanation } from './reward/explanation.js';
import { expectedAndMeasured, type Measurement } from './measured/expected-and-measured.js';
import { measuredSums } from './measured/measured-sums.js';
import { Pulls } from './runs/pulls.js';
import { InstructionVersions } from './runs/instruction-versions.js';
import { RunLedger, type TextKeeper } from './runs/run-ledger.js';
import type { RunReport } from './runs/run-report.js';
import { RunReports } from './runs/run-reports.js';
import { judgedElsewhere } from './runs/judged-elsewhere.js';
import { RunReshaping } from './runs/run-reshaping.js';
import { RunRows } from './runs/run-rows.js';
import { Settlement, type VersionOf } from './runs/settlement.js';
import type { FinishRun, RunStatus, RunView, StartRun, Verdict } from './runs/run.js';
import type { Connection } from './sqlite/connection.js';
import { UserError } from './user-error.js';
import { VariantsProjection } from './variants/variants-projection.js';

/** Averages over the newest 100 runs, and mean rewards by model and by prompt over all runs. */
export interface LoopStats {
  readonly recentStats: RecentStats;
  readonly modelPerformance: readonly { model_name: string; avg_reward: number; count: number }[];
  readonly promptPerformance: readonly { prompt_id: string; avg_reward: number; count: number }[];
}

/** What a ledger keeps beyond counts: nothing, or goals, prompts and outputs, scrubbed. */
export type TextsKept = 'numbers' | 'texts';

export interface LedgerOptions {
  /** Make the ledger when there is none; default true. */
  readonly create?: boolean | undefined;
  /** Write nothing at all, the lock included; default false. */
  readonly readOnly?: boolean | undefined;
  /** Sets what is kept from now on; by default what the ledger was told last, texts for a new one. */
  readonly texts?: TextsKept | undefined;
  /** How long to wait for another process's transaction, in milliseconds; default 5000. */
  readonly busyTimeoutMs?: number | undefined;
  /** The formula that teaches; default `classic` without coverage. History keeps its own until `rescore`. */
  readonly formula?: Formula | undefined;
  /** Seed of all choices, a 32-bit integer; by default a random one. */
  readonly seed?: number | undefined;
  readonly clock?: (() => Date) | undefined;
}

export interface RunExplanation {
  readonly run: RunView;
  readonly explanation: Explanation;
}

/**
 * The ledger of one repository: its database, its variants files and what is done with them. Synchronous; every change
 * is one transaction, durable on return, and the variants files follow it.
 */
export class Ledger {
  readonly db: ExperienceDB;
  readonly pulls: Pulls;
  readonly portfolio: Portfolio;
  readonly choosing: Choosing;
  readonly runs: RunLedger;
  readonly files: EditedFiles;
  readonly reports: RunReports;
  readonly backfilled: BackfilledRuns;
  readonly instructions: InstructionVersions;
  readonly docs: DocsLog;
  readonly pages: PageRuns;
  readonly #settlement: Settlement;
  readonly #reshaping: RunReshaping;
  readonly #projection: VariantsProjection;
  readonly #nextSeed: () => number;
  readonly #clock: () => Date;
  readonly #notices = new Set<string>();

  /** @param repoRoot the folder that holds `.agent` */
  constructor(repoRoot: string, options: LedgerOptions = {}) {
    const { clock = () => new Date(), seed = randomInt(0x7fffffff) } = options;
    this.#clock = clock;
    this.db = new ExperienceDB(repoRoot, options);
    const { connection } = this.db;
    try {
      this.pulls = new Pulls(connection, clock);
      this.files = new EditedFiles(connection);
      this.docs = new DocsLog(connection, clock);
      this.pages = new PageRuns(connection, clock);
      const id = connection.isWritable ? rememberedId(connection) : '';
      if (connection.isWritable && options.texts !== undefined) remember(connection, 'texts', options.texts);
      this.#projection = new VariantsProjection(
        connection,
        this.pulls,
        agentFolder(repoRoot),
        id,
        (problem) => {
          this.#notices.add(problem);
        },
      );
      const parts = { connection, pulls: this.pulls, projection: this.#projection };
      const nextSeed = seedSequence(seed);
      this.#nextSeed = nextSeed;
      this.portfolio = new Portfolio(parts, nextSeed, clock);
      const commit = <T>(body: () => T): T => this.commit(body);
      this.choosing = new Choosing({ ...parts, portfolio: this.portfolio, commit }, nextSeed, clock);
      // Asking git who the person is takes milliseconds, and most openings never keep a text.
      const identity = once(() => machineIdentity(repoRoot));
      const texts: TextKeeper = {
        keepsTexts: () => this.texts === 'texts',
        clean: (text) => scrubText(text, identity()).text,
        cleanJson: (json) => scrubJson(json, identity()).text,
      };
      const rows = new RunRows(connection);
      const versionOf: VersionOf = (chooser, arm) => this.#versionOf(chooser, arm);
      const { formula = defaultFormula } = options;
      this.#settlement = new Settlement(this.db, rows, this.pulls, versionOf, formula);
      this.#reshaping = new RunReshaping(connection, rows, this.pulls, this.#settlement);
      this.reports = new RunReports(connection, rows, this.pulls, this.#settlement);
      this.instructions = new InstructionVersions(connection, clock);
      this.runs = new RunLedger({ db: this.db, rows, pulls: this.pulls }, this.#settlement, texts, clock);
      this.backfilled = new BackfilledRuns(connection, repoRoot, texts);
      if (connection.isWritable) this.commit(() => undefined);
    } catch (error) {
      this.db.close();
      throw error;
    }
  }

  /** Why nothing can be written, in words for a person; undefined when it can. */
  get readOnlyReason(): string | undefined {
    return this.db.connection.readOnlyReason;
  }

  get texts(): TextsKept {
    return recall(this.db.connection, 'texts') === 'numbers' ? 'numbers' : 'texts';
  }

  /** What a person should know, each once: taken out by reading. */
  takeNotices(): string[] {
    const notices = [...this.#notices];
    this.#notices.clear();
    return notices;
  }

  /** One change of the ledger: people's edits of the variants files first, then `body`, then the files follow. */
  commit<T>(body: () => T): T {
    const result = this.db.connection.transaction(() => {
      this.#projection.absorb();
      return body();
    });
    this.#projection.publish();
    return result;
  }

  startRun(run: StartRun): RunView {
    return this.commit(() => {
      const open = run.joinsOpen === true ? this.runs.list({ limit: 1, status: 'open' })[0] : undefined;
      const reported = run.report && this.reports.runOf(run.report.key);
      if (reported === null) throw new UserError('This run was forgotten; it is not recorded again.');
      const known = reported === undefined ? open : this.runs.get(reported);
      if (known !== undefined) return known;
      const id = this.runs.start(run);
      if (run.report !== undefined) {
        this.reports.tell(id, run.report);
        this.runs.observe(id, judgedElsewhere(run.report, this.#clock()));
      }
      this.choosing.begin(id, run);
      this.pages.begin(id);
      return this.runs.get(id);
    });
  }

  /** Takes in what an agent told of its prompt, which belongs to this run. */
  reportRun(id: string, report: RunReport): RunView {
    return this.#change(id, () => {
      if (!this.reports.isNews(report)) return;
      this.reports.tell(id, report);
      this.runs.observe(id, judgedElsewhere(report, this.#clock()));
    });
  }

  observe(id: string, evidence: readonly Evidence[]): RunView {
    return this.#change(id, () => {
      this.runs.observe(id, evidence);
    });
  }

  finishRun(id: string, result: FinishRun): RunView {
    return this.#change(id, () => {
      this.runs.finish(id, result);
    });
  }

  setVerdict(id: string, verdict: Verdict): RunView {
    return this.#change(id, () => {
      this.runs.setVerdict(id, verdict);
    });
  }

  discardRun(id: string): RunView {
    return this.#change(id, () => {
      this.runs.discard(id);
    });
  }

  forgetRun(id: string): void {
    this.commit(() => {
      this.files.forget(id);
      this.runs.forget(id);
    });
  }

  /** Scores all finished runs by the formula that teaches now, corrects the pulls, and answers with how many runs. */
  rescore(): number {
    return this.commit(() => this.#settlement.rescore());
  }

  /** Draws which pages of documentation take part in a run's context, and notes it with the run. */
  drawPages(id: string, urls: readonly string[]): Inclusion[] {
    return this.db.connection.transaction(() => this.pages.draw(id, urls, seededRandom(this.#nextSeed())));
  }

  /** Why a run has its score, or what it would be for an open one. */
  explainRun(id: string): RunExplanation {
    return { run: this.runs.get(id), explanation: this.runs.explain(id) };
  }

  /** Says whether a run that weakened checks may be exported as training data all the same. */
  allowExport(id: string, isAllowed: boolean): RunView {
    return this.#change(id, () => {
      this.runs.allowExport(id, isAllowed);
    });
  }

  /** Makes one run of two finished ones, which keeps the goal and author of `into`. */
  mergeRuns(into: string, from: string): RunView {
    return this.#change(into, () => {
      this.pages.move(from, into);
      this.#reshaping.merge(into, from);
    });
  }

  /** Makes a run of its own of some files of a finished run, and answers with it. */
  splitRun(id: string, paths: readonly string[]): RunView {
    return this.commit(() => this.runs.get(this.#reshaping.split(id, paths)));
  }

  /**
   * Adds a reward in [0, 1] to an arm without a run, and answers with the pull.
   * @throws {UserError} when there is no such arm
   */
  addDirectPull(chooser: Chooser, arm: string, reward: number, decision: number | undefined): number {
    return this.commit(() => {
      const entry = this.#projection.entries(chooser).find((each) => each.id === arm);
      if (entry === undefined) {
        throw new UserError(`There is no ${chooser} "${arm}" in ${this.#projection.file(chooser)}.`);
      }
      const version = this.#projection.versionOf(chooser, entry);
      return this.pulls.add({ chooser, arm, version, cause: 'direct', trials: 1, wins: reward, decision });
    });
  }

  savePending(checkout: string, put: readonly PendingRecord[], drop: readonly string[]): void {
    this.db.connection.transaction(() => {
      this.files.savePending(checkout, put, drop);
    });
  }

  saveRunFiles(run: string, files: readonly RunFile[]): void {
    this.db.connection.transaction(() => {
      this.files.saveOfRun(run, files);
    });
  }

  addReviewStep(checkout: string, step: ReviewStep): number {
    return this.db.connection.transaction(() => this.files.addStep(checkout, step));
  }

  dropReviewStep(id: number): void {
    this.db.connection.transaction(() => {
      this.files.dropStep(id);
    });
  }

  noteSave(checkout: string, path: string, blob: string): void {
    this.db.connection.transaction(() => {
      this.files.noteSave(checkout, path, blob);
    });
  }

  pruneBlobs(): string[] {
    return this.db.connection.transaction(() => this.files.prune());
  }

  listRuns(filter: { limit: number; status?: RunStatus | undefined }): RunView[] {
    return this.runs.list(filter);
  }

  /** The run, or undefined when it is not in the ledger. */
  findRun(id: string): RunView | undefined {
    return this.runs.find(id);
  }

  /** Adds runs from before that are not known yet, to be looked at and no more; answers with how many. */
  backfill(runs: readonly ReportedRun[]): number {
    return this.commit(() => this.backfilled.add(runs));
  }

  /** Removes all runs from before and answers with how many there were. */
  forgetBackfilled(): number {
    return this.commit(() => this.backfilled.forgetAll());
  }

  /** What is claimed of using the extension beside what this repository's runs say. */
  measured(): Measurement[] {
    return expectedAndMeasured(measuredSums(this.db.connection));
  }

  stats(): LoopStats {
    return {
      recentStats: this.db.getRecentStats(100),
      modelPerformance: this.db.getAverageRewardByModel(),
      promptPerformance: this.db.getAverageRewardByPrompt(),
    };
  }

  close(): void {
    this.db.close();
  }

  #change(id: string, body: () => void): RunView {
    return this.commit(() => {
      body();
      return this.runs.get(id);
    });
  }

  #versionOf(chooser: Chooser, arm: string): string {
    const entry = this.#projection.known(chooser).find((each) => each.id === arm);
    return this.#projection.versionOf(chooser, entry ?? { id: arm });
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The ledger's identity: variants files say with it whose counts they contain. */
function rememberedId(connection: Connection): string {
  const known = recall(connection, 'id');
  if (known !== undefined) return known;
  connection.run('INSERT OR IGNORE INTO ledger VALUES (?, ?)', ['id', randomBytes(6).toString('hex')]);
  return recall(connection, 'id') ?? '';
}

function recall(connection: Connection, key: string): string | undefined {
  return connection.get<{ value: string }>('SELECT value FROM ledger WHERE key = ?', [key])?.value;
}

function remember(connection: Connection, key: string, value: string): void {
  if (recall(connection, key) !== value) {
    connection.run('INSERT OR REPLACE INTO ledger VALUES (?, ?)', [key, value]);
  }
}
