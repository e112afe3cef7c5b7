import { Spending, type Spent } from '../budget/spending.js';
import type { Chooser } from '../choice/arm.js';
import type { CallTraffic, LoggedCall } from '../budget/call-traffic.js';
import type { BudgetLimits } from '../choice/budget.js';
import { inferComplexity } from '../choice/infer-complexity.js';
import type { Standing } from '../choice/standings.js';
import type { SuggestedModel, Suggestion } from '../choice/suggestion.js';
import type { SourceUplift } from '../context/source-records.js';
import { Attempts } from '../escalation/attempts.js';
import type { TaskKind } from '../panel/kind-tallies.js';
import type { Portfolio } from '../portfolio.js';
import type { PriceWarning } from '../prices/price-warning.js';
import type { TokenUse } from '../prices/call-cost.js';
import type { Pulls } from '../runs/pulls.js';
import type { StartRun } from '../runs/run.js';
import type { Connection } from '../sqlite/connection.js';
import { standingsOf } from '../standings-of.js';
import { UserError } from '../user-error.js';
import { PromptPortfolio, type PromptOption } from '../variants/prompt-portfolio.js';
import { ContextSets } from '../context/context-sets.js';
import type { VariantsProjection } from '../variants/variants-projection.js';
import { allowedOptions } from './allowed-options.js';
import type { ArmRule } from './arm-rules.js';
import { defaultChoosing } from './choosing-settings.js';
import { ModelSpending, type CallReserved, type PlannedCall } from './model-spending.js';
import type { SuggestTask } from './suggest-task.js';

interface ChoosingParts {
  readonly connection: Connection;
  readonly pulls: Pulls;
  readonly projection: VariantsProjection;
  readonly portfolio: Portfolio;
  /** One change of the ledger. */
  commit<T>(body: () => T): T;
}

/** Everything about choosing in one ledger; every change is one transaction, durable on return. */
export class Choosing {
  readonly #parts: ChoosingParts;
  readonly #prompts: PromptPortfolio;
  readonly #contexts: ContextSets;
  readonly #spending: Spending;
  readonly #money: ModelSpending;
  readonly #attempts: Attempts;

  constructor(parts: ChoosingParts, nextSeed: () => number, clock: () => Date) {
    this.#parts = parts;
    this.#prompts = new PromptPortfolio(parts.projection);
    this.#contexts = new ContextSets(parts.projection);
    this.#spending = new Spending(parts.connection, clock);
    this.#money = new ModelSpending(this.#spending, parts.projection);
    this.#attempts = new Attempts(parts.connection, parts.portfolio.log, nextSeed);
  }

  /** Chooses for one task and logs the decisions before anything runs. */
  suggest(task: SuggestTask): Suggestion {
    return this.#parts.commit(() => this.#parts.portfolio.suggest(task));
  }

  /** @param kind only of runs of this kind of task; null of all */
  standings(
    usesStartingGuesses = true,
    kind: TaskKind | null = null,
    choosers?: readonly Chooser[],
  ): Standing[] {
    return standingsOf(this.#parts, usesStartingGuesses, kind, choosers);
  }

  /** What each context source makes of the reward. */
  uplifts(): SourceUplift[] {
    return this.#parts.portfolio.sources.uplifts();
  }

  /** Pins or bans an option, or takes that back with null. */
  setRule(chooser: Chooser, arm: string, rule: ArmRule | null): void {
    this.#parts.commit(() => {
      this.#parts.portfolio.rules.set(chooser, arm, rule);
    });
  }

  prompts(): PromptOption[] {
    return this.#prompts.list();
  }

  /** The text of a prompt; undefined when there is no such prompt, or it has none. */
  promptText(id: string): string | undefined {
    return this.#prompts.textOf(id);
  }

  /** Adds a prompt and answers with the file of its text. */
  addPrompt(name: string, text: string): string {
    return this.#parts.commit(() => this.#prompts.add(name, text));
  }

  /** The file of a prompt's text, written when a person first edits it. */
  promptFile(id: string): string {
    return this.#parts.commit(() => this.#prompts.fileToEdit(id));
  }

  retirePrompt(id: string, isRetired: boolean): void {
    this.#parts.commit(() => {
      this.#prompts.retire(id, isRetired);
    });
  }

  /** Takes a source out of every context set. */
  retireSource(source: string): void {
    this.#parts.commit(() => {
      this.#contexts.retireSource(source);
    });
  }

  priceWarnings(): PriceWarning[] {
    return this.#money.warnings();
  }

  setPrice(model: string, costPer1k: number): void {
    this.#parts.commit(() => {
      this.#money.setPrice(model, costPer1k);
    });
  }

  /** Holds the most that a call can cost back, in one transaction with the look at what is spent. */
  reserveCall(call: PlannedCall, limits: BudgetLimits): CallReserved {
    return this.#parts.commit(() => this.#money.reserve(call, limits));
  }

  /** @param traffic null for a call that never began */
  settleCall(charge: number, used: TokenUse, traffic: CallTraffic | null): void {
    this.#parts.commit(() => {
      this.#money.settle(charge, used, traffic);
    });
  }

  /** Calls that went out, newest first. */
  calls(limit: number): LoggedCall[] {
    return this.#spending.calls(limit);
  }

  spent(): Spent {
    return this.#spending.spent();
  }

  /**
   * The model of the next attempt at a task in escalation; null when a check passed or no further attempt is worth its cost.
   * @param after uuid of any run of the task so far; null before the first
   * @throws {UserError} when `after` is no attempt, or the checks have not spoken yet
   */
  nextAttempt(task: SuggestTask, after: string | null): SuggestedModel | null {
    const { portfolio } = this.#parts;
    return this.#parts.commit(() => {
      const first = after === null ? null : this.#attempts.firstOf(after);
      if (first === undefined) throw new UserError('This run is no attempt of a task.');
      const complexity = task.complexity ?? inferComplexity(task.goal ?? '', task.files).complexity;
      const settings = task.settings ?? defaultChoosing;
      const able = portfolio.modelOptions({ ...task, complexity }, settings);
      const options = allowedOptions('model', able, portfolio.rules.of('model'));
      return this.#attempts.next({ first, options, complexity, settings }) ?? null;
    });
  }

  /** Joins a run with the decisions that led to it, and with its task in escalation: a step of the transaction that starts it. */
  begin(id: string, run: StartRun): void {
    const { modelName, promptId } = run.author;
    const used = { prompt: promptId, model: modelName, context: run.contextId ?? null };
    for (const decision of run.decisionIds) this.#parts.portfolio.follow(decision, id, used);
    if (run.attemptOf !== undefined && modelName !== null)
      this.#attempts.begin(id, modelName, run.complexity, run.attemptOf);
  }

  /** Remembers whether the project's checks passed an attempt. */
  checkAttempt(run: string, passed: boolean): void {
    this.#parts.commit(() => {
      this.#attempts.checked(run, passed);
    });
  }
}
