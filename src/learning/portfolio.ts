import { inferComplexity } from './choice/infer-complexity.js';
import { preferredModels } from './choice/model-tier.js';
import { seededRandom } from './choice/seeded-random.js';
import type {
  SuggestedArm,
  SuggestedContext,
  SuggestedModel,
  SuggestedPrompt,
  Suggestion,
} from './choice/suggestion.js';
import { ArmRecords } from './choosing/arm-records.js';
import { ArmRules } from './choosing/arm-rules.js';
import { defaultChoosing, type ChoosingSettings } from './choosing/choosing-settings.js';
import { Deciding, type Decided, type Option } from './choosing/deciding.js';
import { DecisionLog, type UsedArms } from './choosing/decision-log.js';
import { expectedRunUsd, modelOptions, startingGuess } from './choosing/model-options.js';
import type { SuggestTask } from './choosing/suggest-task.js';
import { SourceRecords } from './context/source-records.js';
import type { Pulls } from './runs/pulls.js';
import type { Complexity } from './runs/run.js';
import type { Connection } from './sqlite/connection.js';
import { UserError } from './user-error.js';
import type { ModelVariant, PromptVariant } from './variants/variant.js';
import { publishedCounts, type VariantEntry } from './variants/variants-json.js';
import type { VariantsProjection } from './variants/variants-projection.js';

/** A choice as the ledger logged it. */
export interface Choice<Variant, Suggested = SuggestedArm> {
  readonly variant: Variant;
  readonly suggested: Suggested;
}

/** What the choice of a model depends on besides what was learned. */
export interface ModelQuestion {
  readonly complexity: Complexity | null;
  /** Highest price in US dollars per 1,000 tokens; Infinity for no limit. */
  readonly maxCostPer1k: number;
  /** The ids of the models that can run now; all when left out. */
  readonly runnable?: readonly string[] | undefined;
}

/** Chooses prompts, models and context sets from what the ledger knows, and logs every choice before anything is pulled. */
export class Portfolio {
  readonly rules: ArmRules;
  readonly records: ArmRecords;
  readonly log: DecisionLog;
  readonly sources: SourceRecords;
  readonly #pulls: Pulls;
  readonly #projection: VariantsProjection;
  readonly #deciding: Deciding;
  readonly #nextSeed: () => number;

  /** @param nextSeed a new 32-bit seed for each random draw */
  constructor(
    parts: {
      readonly connection: Connection;
      readonly pulls: Pulls;
      readonly projection: VariantsProjection;
    },
    nextSeed: () => number,
    clock: () => Date,
  ) {
    this.#pulls = parts.pulls;
    this.#projection = parts.projection;
    this.#nextSeed = nextSeed;
    this.rules = new ArmRules(parts.connection);
    this.records = new ArmRecords(parts.connection);
    this.log = new DecisionLog(parts.connection, clock);
    this.sources = new SourceRecords(parts.connection);
    this.#deciding = new Deciding(this, nextSeed);
  }

  /** Everything for one task. @throws {UserError} when nothing can be chosen */
  suggest(task: SuggestTask): Suggestion {
    const inferred = task.complexity === null ? inferComplexity(task.goal ?? '', task.files) : undefined;
    const complexity = task.complexity ?? inferred?.complexity ?? 'medium';
    const prompt = this.choosePrompt(complexity, task.settings);
    return {
      complexity,
      complexityReason: inferred?.reason ?? null,
      prompt: this.#withTexts(prompt.suggested),
      model: this.chooseModel({ ...task, complexity }, task.settings).suggested,
      context: task.needsContext === true ? this.chooseContext(complexity, task.settings) : null,
    };
  }

  /** @throws {VariantsFileError} when the prompts' file is broken; {UserError} when it lists no prompt that has a text */
  choosePrompt(complexity: Complexity | null, settings = defaultChoosing): Choice<PromptVariant> {
    const { texts } = this.#projection;
    const entries = this.#projection
      .entries('prompt')
      .filter(({ id, template = id, isRetired }) => !isRetired && texts.find(template) !== undefined);
    const { option, suggested } = this.#decide(
      'prompt',
      entries.map(this.#option('prompt')),
      complexity,
      settings,
    );
    const { id, name, template = id } = option.entry;
    return { variant: { id, name, template, ...this.#counts('prompt', id) }, suggested };
  }

  /** @throws {UserError} when no model fits the price, or none can run now */
  chooseModel(question: ModelQuestion, settings = defaultChoosing): Choice<ModelVariant, SuggestedModel> {
    const { complexity } = question;
    const options = this.modelOptions(question, settings);
    const first = preferredModels(
      options.map(({ entry }) => entry),
      complexity,
    );
    const { option, suggested } = this.#decide('model', options, complexity, settings, first);
    const { id, name, costPer1k, isInPlan } = option.entry;
    return {
      variant: { id, name, cost_per_1k: costPer1k ?? 0, ...this.#counts('model', id) },
      suggested: { ...suggested, costPer1k: costPer1k ?? null, isInPlan },
    };
  }

  chooseContext(complexity: Complexity | null, settings = defaultChoosing): SuggestedContext {
    const entries = this.#projection
      .entries('context')
      .filter(({ isRetired, sources }) => !isRetired && sources.length > 0);
    const { option, suggested } = this.#decide(
      'context',
      entries.map(this.#option('context')),
      complexity,
      settings,
    );
    const { sources } = option.entry;
    const drawn = this.sources.draw(
      suggested.decisionId,
      sources.map(({ source }) => source),
      seededRandom(this.#nextSeed()),
    );
    return {
      ...suggested,
      sources: sources.map((each, index) => ({ ...each, isIncluded: drawn[index]?.isIncluded ?? true })),
    };
  }

  /** The models that may be chosen, with starting guesses and costs. @throws {UserError} when there is none */
  modelOptions(question: ModelQuestion, settings: ChoosingSettings): Option[] {
    const entries = this.#projection.entries('model');
    return modelOptions(entries, question, this.#projection.file('model')).map((entry) => ({
      ...this.#option('model')(entry),
      prior: startingGuess(entry.id, settings.usesStartingGuesses),
      cost: expectedRunUsd(entry, this.records.costsOf(entry.id)),
    }));
  }

  /** Remembers which run came of a decision, and what it used. */
  follow(decision: number, run: string, used: UsedArms): void {
    this.log.follow(decision, run, used);
    this.sources.follow(decision, run);
  }

  #decide(
    chooser: 'prompt' | 'model' | 'context',
    options: readonly Option[],
    complexity: Complexity | null,
    settings: ChoosingSettings,
    first?: ReturnType<typeof preferredModels>,
  ): Decided {
    if (options.length === 0) {
      const what = { prompt: 'prompt that has a text', model: 'model', context: 'context set with sources' };
      throw new UserError(`${this.#projection.file(chooser)} lists no ${what[chooser]}. Add one.`);
    }
    return this.#deciding.decide({ chooser, options, complexity, settings, first });
  }

  #option(chooser: 'prompt' | 'model' | 'context'): (entry: VariantEntry) => Option {
    return (entry) => ({ entry, version: this.#projection.versionOf(chooser, entry) });
  }

  #withTexts(prompt: SuggestedArm): SuggestedPrompt {
    const entries = this.#projection.entries('prompt');
    const textOf = (arm: string): string =>
      this.#projection.texts.get(entries.find(({ id }) => id === arm)?.template ?? arm);
    return {
      ...prompt,
      text: textOf(prompt.arm),
      others: prompt.others.map((each) => ({ ...each, text: textOf(each.arm) })),
    };
  }

  #counts(chooser: 'prompt' | 'model', arm: string): { wins: number; trials: number } {
    return publishedCounts(this.#pulls.tally(chooser, arm));
  }
}
