import { randomBytes, randomInt } from 'node:crypto';
import type { Evidence } from '../evidence/evidence.js';
import { agentFolder } from './agent-folder.js';
import { EpsilonGreedy } from './choice/epsilon-greedy.js';
import { seedSequence } from './choice/seeded-random.js';
import type { Standing } from './choice/standings.js';
import type { Suggestion } from './choice/suggestion.js';
import { machineIdentity } from './dataset/machine-identity.js';
import { scrubJson, scrubText } from './dataset/scrub.js';
import { ExperienceDB, type RecentStats } from './experience-db.js';
import { Portfolio } from './portfolio.js';
import { Pulls } from './runs/pulls.js';
import { RunLedger } from './runs/run-ledger.js';
import type { Complexity, FinishRun, RunStatus, RunView, StartRun, Verdict } from './runs/run.js';
import type { Connection } from './sqlite/connection.js';
import { standingsOf } from './standings-of.js';
import { UserError } from './user-error.js';
import { armVersion } from './variants/arm-version.js';
import { VariantsProjection, type IndexedChooser } from './variants/variants-projection.js';

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
  /** Seed of all choices, a 32-bit integer; by default a random one. */
  readonly seed?: number | undefined;
  readonly clock?: (() => Date) | undefined;
}

/**
 * The ledger of one repository: its database, its variants files and what is done with them. Synchronous; every change
 * is one transaction, durable on return, and the variants files follow it.
 */
export class Ledger {
  readonly db: ExperienceDB;
  readonly pulls: Pulls;
  readonly portfolio: Portfolio;
  readonly runs: RunLedger;
  readonly #projection: VariantsProjection;
  readonly #notices = new Set<string>();

  /** @param repoRoot the folder that holds `.agent` */
  constructor(repoRoot: string, options: LedgerOptions = {}) {
    const { clock = () => new Date(), seed = randomInt(0x7fffffff) } = options;
    this.db = new ExperienceDB(repoRoot, options);
    const { connection } = this.db;
    try {
      this.pulls = new Pulls(connection, clock);
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
      const parts = {
        connection,
        pulls: this.pulls,
        projection: this.#projection,
        policy: new EpsilonGreedy(),
      };
      this.portfolio = new Portfolio(parts, agentFolder(repoRoot), seedSequence(seed), clock);
      // Asking git who the person is takes milliseconds, and most openings never keep a text.
      const identity = once(() => machineIdentity(repoRoot));
      this.runs = new RunLedger(
        this.db,
        this.pulls,
        {
          keepsTexts: () => this.texts === 'texts',
          clean: (text) => scrubText(text, identity()).text,
          cleanJson: (json) => scrubJson(json, identity()).text,
        },
        (chooser, arm) => this.#versionOf(chooser, arm),
        clock,
      );
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

  suggest(complexity: Complexity | null, maxCostPer1k: number): Suggestion {
    return this.commit(() => {
      const prompt = this.portfolio.choosePrompt(complexity);
      const model = this.portfolio.chooseModel(complexity, maxCostPer1k);
      return {
        complexity,
        prompt: { ...prompt.suggested, text: this.portfolio.promptText(prompt.variant) },
        model: { ...model.suggested, costPer1k: model.variant.cost_per_1k },
      };
    });
  }

  startRun(run: StartRun): RunView {
    return this.commit(() => {
      const id = this.runs.start(run);
      const used = { prompt: run.author.promptId, model: run.author.modelName };
      for (const decision of run.decisionIds) this.portfolio.follow(decision, id, used);
      return this.runs.get(id);
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
      this.runs.forget(id);
    });
  }

  /**
   * Adds a reward in [0, 1] to an arm without a run, and answers with the pull.
   * @throws {UserError} when there is no such arm
   */
  addDirectPull(chooser: IndexedChooser, arm: string, reward: number, decision: number | undefined): number {
    return this.commit(() => {
      const entry = this.#projection.entries(chooser).find((each) => each.id === arm);
      if (entry === undefined) {
        throw new UserError(`There is no ${chooser} "${arm}" in ${this.#projection.file(chooser)}.`);
      }
      const version = armVersion(chooser, entry);
      return this.pulls.add({ chooser, arm, version, cause: 'direct', trials: 1, wins: reward, decision });
    });
  }

  listRuns(filter: { limit: number; status?: RunStatus | undefined }): RunView[] {
    return this.runs.list(filter);
  }

  /** The run, or undefined when it is not in the ledger. */
  findRun(id: string): RunView | undefined {
    return this.runs.find(id);
  }

  stats(): LoopStats {
    return {
      recentStats: this.db.getRecentStats(100),
      modelPerformance: this.db.getAverageRewardByModel(),
      promptPerformance: this.db.getAverageRewardByPrompt(),
    };
  }

  standings(): Standing[] {
    return standingsOf(this.pulls, this.#projection);
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

  #versionOf(chooser: 'prompt' | 'model', arm: string): string {
    const entry = this.#projection.known(chooser).find((each) => each.id === arm);
    return armVersion(chooser, entry ?? { id: arm });
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
