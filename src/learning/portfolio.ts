import { join } from 'node:path';
import type { ArmTally, Chooser } from './choice/arm.js';
import { preferredModels } from './choice/model-tier.js';
import type { Policy, PolicyChoice } from './choice/policy.js';
import { reasonInWords } from './choice/reason.js';
import { seededRandom } from './choice/seeded-random.js';
import type { SuggestedArm } from './choice/suggestion.js';
import { readOwnFile } from './own-file.js';
import type { Pulls } from './runs/pulls.js';
import type { Complexity } from './runs/run.js';
import type { Connection } from './sqlite/connection.js';
import { UserError } from './user-error.js';
import { toSqlUtcMs } from './utc.js';
import { armVersion } from './variants/arm-version.js';
import { shippedPromptText } from './variants/prompt-texts.js';
import type { ModelVariant, PromptVariant } from './variants/variant.js';
import { publishedCounts, type VariantEntry } from './variants/variants-json.js';
import type { IndexedChooser, VariantsProjection } from './variants/variants-projection.js';

/** A choice as the ledger logged it. */
export interface Choice<Variant> {
  readonly variant: Variant;
  readonly suggested: SuggestedArm;
}

/** Chooses prompts and models from what the ledger knows, and logs every choice before anything is pulled. */
export class Portfolio {
  readonly #connection: Connection;
  readonly #pulls: Pulls;
  readonly #projection: VariantsProjection;
  readonly #policy: Policy;
  readonly #nextSeed: () => number;
  readonly #clock: () => Date;
  readonly #folder: string;

  /**
   * @param folder the `.agent` folder
   * @param nextSeed a new 32-bit seed for each choice; it is logged, and a choice depends on nothing else that is random
   */
  constructor(
    parts: { connection: Connection; pulls: Pulls; projection: VariantsProjection; policy: Policy },
    folder: string,
    nextSeed: () => number,
    clock: () => Date,
  ) {
    this.#connection = parts.connection;
    this.#pulls = parts.pulls;
    this.#projection = parts.projection;
    this.#policy = parts.policy;
    this.#folder = folder;
    this.#nextSeed = nextSeed;
    this.#clock = clock;
  }

  /** @throws {VariantsFileError} when the prompts' file is broken; {UserError} when it lists no prompt */
  choosePrompt(complexity: Complexity | null): Choice<PromptVariant> {
    const entries = this.#projection.entries('prompt');
    if (entries.length === 0)
      throw new UserError(`${this.#projection.file('prompt')} lists no prompt. Add one.`);
    return this.#choose('prompt', entries, toPrompt, complexity);
  }

  /**
   * @param maxCostPer1k highest price in US dollars per 1,000 tokens; Infinity for no limit
   * @throws {UserError} when no model fits the price
   */
  chooseModel(complexity: Complexity | null, maxCostPer1k: number): Choice<ModelVariant> {
    const affordable = this.#projection
      .entries('model')
      .filter((each) => (each.costPer1k ?? 0) <= maxCostPer1k);
    if (affordable.length === 0) {
      throw new UserError(
        `No models available within budget $${maxCostPer1k}/1k tokens. Raise it or add a model to ${this.#projection.file('model')}.`,
      );
    }
    const models = affordable.map((each) => ({ id: each.id, costPer1k: each.costPer1k ?? 0 }));
    return this.#choose('model', affordable, toModel, complexity, preferredModels(models, complexity));
  }

  /**
   * The text of a prompt: a person's `.agent/prompts/<template>.md`, else the shipped one.
   * @throws {UserError} when there is neither
   */
  promptText(variant: PromptVariant): string {
    const isPlainName = /^[\w.-]+$/.test(variant.template) && !variant.template.startsWith('.');
    const file = join(this.#folder, 'prompts', `${variant.template}.md`);
    const text = (isPlainName ? readOwnFile(file) : undefined) ?? shippedPromptText(variant.template);
    if (text === undefined) {
      throw new UserError(
        `The prompt "${variant.id}" has no text: write it in ${isPlainName ? file : 'a file named for its template in .agent/prompts'}.`,
      );
    }
    return text;
  }

  /** Remembers which run came of a decision, and whether it used what was proposed. */
  follow(decision: number, run: string, used: Readonly<Record<IndexedChooser, string | null>>): void {
    this.#connection.run(
      `UPDATE decisions SET run = ?,
         followed = (arm = CASE chooser WHEN 'prompt' THEN ? WHEN 'model' THEN ? END) IS TRUE
       WHERE id = ?`,
      [run, used.prompt, used.model, decision],
    );
  }

  #choose<Variant>(
    chooser: IndexedChooser,
    entries: readonly VariantEntry[],
    toVariant: (entry: VariantEntry, tally: ArmTally) => Variant,
    complexity: Complexity | null,
    preferred?: ReadonlySet<string>,
  ): Choice<Variant> {
    const candidates = entries.map((entry) => ({ arm: entry.id, ...this.#tally(chooser, entry.id) }));
    const seed = this.#nextSeed();
    const choice = this.#policy.choose(candidates, seededRandom(seed), preferred);
    const entry = entries.find((each) => each.id === choice.arm);
    const tally = candidates.find((each) => each.arm === choice.arm);
    if (entry === undefined || tally === undefined)
      throw new RangeError(`"${choice.arm}" was not a candidate`);
    const versioned = entries.map((each, index) => ({
      ...candidates[index],
      version: armVersion(chooser, each),
    }));
    const decisionId = this.#log({ chooser, choice, entry, candidates: versioned, seed, complexity });
    return {
      variant: toVariant(entry, tally),
      suggested: {
        arm: choice.arm,
        name: entry.name,
        reason: reasonInWords(choice, candidates),
        decisionId,
        propensity: choice.propensity,
      },
    };
  }

  #tally(chooser: Chooser, arm: string): { trials: number; wins: number } {
    return publishedCounts(this.#pulls.tally(chooser, arm));
  }

  #log(decision: {
    chooser: IndexedChooser;
    choice: PolicyChoice;
    entry: VariantEntry;
    candidates: readonly object[];
    seed: number;
    complexity: Complexity | null;
  }): number {
    const { chooser, choice, entry, candidates, seed, complexity } = decision;
    return this.#connection.run(
      `INSERT INTO decisions (ts, chooser, arm, arm_version, policy, propensity, seed, candidates, complexity)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        toSqlUtcMs(this.#clock()),
        chooser,
        choice.arm,
        armVersion(chooser, entry),
        this.#policy.name,
        choice.propensity,
        seed,
        JSON.stringify(candidates),
        complexity,
      ],
    ).lastInsertRowid;
  }
}

function toPrompt(entry: VariantEntry, { wins, trials }: ArmTally): PromptVariant {
  return { id: entry.id, name: entry.name, template: entry.template ?? entry.id, wins, trials };
}

function toModel(entry: VariantEntry, { wins, trials }: ArmTally): ModelVariant {
  return { id: entry.id, name: entry.name, cost_per_1k: entry.costPer1k ?? 0, wins, trials };
}
