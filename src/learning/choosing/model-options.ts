import type { ArmPrior } from '../choice/arm-prior.js';
import { expectedCost } from '../choice/expected-cost.js';
import { callCostUsd, type TokenUse } from '../prices/call-cost.js';
import { publishedPrior } from '../priors/published-prior.js';
import { UserError } from '../user-error.js';
import type { VariantEntry } from '../variants/variants-json.js';
import type { ModelCosts } from './arm-records.js';

/** What a run of an agent uses as long as nothing is known: about what a small task takes. */
const typicalRun: TokenUse = { inputTokens: 17_000, outputTokens: 3000 };

/**
 * The models that may be chosen: within the price, and able to run now.
 * @param file the models' index, to be named when there is none
 * @throws {UserError} that says what to do when there is none
 */
export function modelOptions(
  entries: readonly VariantEntry[],
  { maxCostPer1k, runnable }: { maxCostPer1k: number; runnable?: readonly string[] | undefined },
  file: string,
): VariantEntry[] {
  const affordable = entries.filter(
    ({ costPer1k = 0, isInPlan, isRetired }) => !isRetired && (isInPlan || costPer1k <= maxCostPer1k),
  );
  if (affordable.length === 0) {
    throw new UserError(
      `No models available within budget $${maxCostPer1k}/1k tokens. Raise it or add a model to ${file}.`,
    );
  }
  const able = affordable.filter(({ id }) => runnable?.includes(id) ?? true);
  if (able.length === 0) {
    throw new UserError(
      `None of the models in ${file} can run now. Start the local server, add a key, or add a model that is there.`,
    );
  }
  return able;
}

/** What a run with a model is expected to cost, in US dollars; null when neither runs nor a price tell. */
export function expectedRunUsd(entry: VariantEntry, costs: ModelCosts): number | null {
  return expectedCost(costs.runs, costs.usd, callCostUsd(entry, typicalRun));
}

/** The starting guess for a model; undefined when none is published or none is wanted. */
export function startingGuess(model: string, usesStartingGuesses: boolean): ArmPrior | undefined {
  return usesStartingGuesses ? publishedPrior(model)?.prior : undefined;
}
