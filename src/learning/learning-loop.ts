import type { Chooser } from './choice/arm.js';
import { Ledger, type LedgerOptions, type LoopStats } from './ledger.js';
import { classicComponents, classicReward, type RewardComponents } from './reward/classic.js';
import { checkRewardInputs, type RewardInputs } from './reward/reward-inputs.js';
import { OpenChoices } from './runs/open-choices.js';
import type { Complexity, Role, Verdict } from './runs/run.js';
import type { ModelVariant, PromptVariant } from './variants/variant.js';

/**
 * Learns from every run of an agent in one repository: scores runs, remembers them in `.agent/experience.db`, and
 * chooses the next run's prompt and model.
 *
 * @example
 * const loop = new LearningLoop(repoRoot);
 * const prompt = loop.selectPromptVariant();
 * const model = loop.selectModel('medium', 0.2);
 * // … run an agent …
 * loop.recordRun('fix-login', model.id, prompt.id, inputs, tokens, durationMs, promptJson, outputJson, 'coder');
 * loop.close();
 */
export class LearningLoop {
  readonly #ledger: Ledger;
  readonly #choices = new OpenChoices();
  readonly #clock: () => Date;

  /**
   * Opens the repository's database, makes it when there is none, recovers it after a crash and brings its schema up
   * to date.
   * @param repoRoot the folder that holds `.agent`
   * @throws {StorageError} when the database cannot be opened; {UserError} when `.agent` cannot be used
   */
  constructor(repoRoot: string, options: LedgerOptions = {}) {
    this.#clock = options.clock ?? (() => new Date());
    this.#ledger = new Ledger(repoRoot, { ...options, clock: this.#clock });
  }

  /**
   * The reward of a run, in [0, 1]: a quarter each for compiling, the share of tests that passed, `1 - errors / 100`,
   * and a person's word (0.5 while unknown).
   * @throws {RewardInputError} listing every problem of the inputs
   */
  calculateReward(inputs: RewardInputs): number {
    return classicReward(inputs);
  }

  /**
   * The parts of the reward, each in [0, 1].
   * @throws {RewardInputError}
   */
  calculateRewardComponents(inputs: RewardInputs): RewardComponents {
    return classicComponents(inputs);
  }

  /**
   * Chooses a prompt, epsilon-greedy with epsilon 0.1 and untried ones first, and logs the decision.
   * @throws {VariantsFileError} when `prompt_variants.json` is broken
   */
  selectPromptVariant(): PromptVariant {
    const { variant, suggested } = this.#ledger.commit(() => this.#ledger.portfolio.choosePrompt(null));
    this.#choices.chosen('prompt', variant.id, suggested.decisionId);
    return variant;
  }

  /**
   * Settles the last choice of this prompt with a reward in [0, 1]; without one it counts by itself. A choice that a
   * recorded run has settled already is not counted again.
   */
  updatePromptVariant(id: string, reward: number): void {
    this.#update('prompt', id, reward);
  }

  /**
   * Chooses a model as `selectPromptVariant` does. An easy task begins with free models and a hard one with paid
   * models; what was learned overrides both.
   * @param maxCostPer1k highest price in US dollars per 1,000 tokens; default no limit
   * @throws {UserError} when no model fits the price; {VariantsFileError} when `model_variants.json` is broken
   */
  selectModel(taskComplexity: Complexity, maxCostPer1k = Infinity): ModelVariant {
    const { variant, suggested } = this.#ledger.commit(() =>
      this.#ledger.portfolio.chooseModel({ complexity: taskComplexity, maxCostPer1k }),
    );
    this.#choices.chosen('model', variant.id, suggested.decisionId);
    return variant;
  }

  /** As `updatePromptVariant`, for a model. */
  updateModelVariant(id: string, reward: number): void {
    this.#update('model', id, reward);
  }

  /**
   * Records a finished run in one transaction and answers with its row in `runs`.
   * @param inputs what was measured; a person's word may be missing and set later with `setVerdict`
   * @param costTokens tokens in and out together, 0 or more
   * @param durationMs milliseconds, 0 or more
   * @param promptJson what the agent was given, and `outputJson` what it made; secrets and personal details are
   *   replaced before they are stored, and neither is stored in a ledger that keeps numbers only
   * @throws {RewardInputError} listing every problem; nothing is written then
   */
  recordRun(
    taskSlug: string,
    modelName: string,
    promptId: string,
    inputs: RewardInputs,
    costTokens: number,
    durationMs: number,
    promptJson: string,
    outputJson: string,
    role: Role = 'coder',
  ): number {
    checkRewardInputs(inputs);
    checkAmount('costTokens', costTokens);
    checkAmount('durationMs', durationMs);
    const { runs } = this.#ledger;
    return this.#ledger.commit(() => {
      const id = runs.start({
        taskSlug,
        goal: taskSlug,
        role,
        complexity: null,
        author: { agent: null, modelName, promptId, provenance: 'reported' },
        decisionIds: [],
      });
      this.#claim(id, 'prompt', promptId);
      this.#claim(id, 'model', modelName);
      runs.observe(id, [
        {
          kind: 'reported',
          at: this.#clock().toISOString(),
          compilePass: inputs.compile_pass,
          findings: {
            lint: inputs.lint_errors,
            type: inputs.type_errors,
            schema: inputs.schema_errors,
            boundary: inputs.boundary_errors,
          },
          tests: { passed: inputs.tests_passed, failed: inputs.tests_total - inputs.tests_passed },
          coveragePct: inputs.coverage_pct ?? null,
        },
      ]);
      if (inputs.human_accept !== undefined && inputs.human_accept !== null) {
        runs.setVerdict(id, Number(inputs.human_accept));
      }
      runs.finish(id, { costTokens, pair: { promptJson, outputJson } }, durationMs);
      const { number } = runs.get(id);
      if (number === null) throw new Error('a finished run has no row in runs');
      return number;
    });
  }

  /**
   * Takes a person's word on a recorded run and settles it again; its trials are not counted twice.
   * @param runId what `recordRun` answered
   * @param verdict `accepted`, `rejected`, or the share that was kept, 0 to 1
   * @throws {UserError} when there is no such run
   */
  setVerdict(runId: number, verdict: Verdict): void {
    const { runs } = this.#ledger;
    this.#ledger.commit(() => {
      runs.setVerdict(runs.idOf(runId), verdict);
    });
  }

  /**
   * Removes a recorded run with its signals, texts and counts.
   * @throws {UserError} when there is no such run
   */
  forgetRun(runId: number): void {
    const { runs } = this.#ledger;
    this.#ledger.commit(() => {
      runs.forget(runs.idOf(runId));
    });
  }

  /** Averages over the newest 100 runs, and mean rewards by model and by prompt over all runs. */
  getStats(): LoopStats {
    return this.#ledger.stats();
  }

  /** Closes the database; the loop cannot be used afterwards. */
  close(): void {
    this.#ledger.close();
  }

  #claim(run: string, chooser: Chooser, arm: string): void {
    const settles = this.#choices.forRun(chooser, arm);
    if (settles.kind === 'decision') this.#ledger.runs.claimDecision(run, settles.decision);
    if (settles.kind === 'settled' && settles.pull !== undefined)
      this.#ledger.pulls.assign(settles.pull, run);
  }

  #update(chooser: Chooser, arm: string, reward: number): void {
    if (!(reward >= 0 && reward <= 1)) throw new RangeError(`a reward lies between 0 and 1, not ${reward}`);
    const settles = this.#choices.forUpdate(chooser, arm);
    if (settles.kind === 'settled') return;
    const decision = settles.kind === 'decision' ? settles.decision : undefined;
    const pull = this.#ledger.addDirectPull(chooser, arm, reward, decision);
    if (decision !== undefined) this.#choices.updated(chooser, arm, pull);
  }
}

function checkAmount(name: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0))
    throw new RangeError(`${name} must be a number of 0 or more, not ${value}`);
}
