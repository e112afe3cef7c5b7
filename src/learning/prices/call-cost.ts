import { countedPrice } from '../choice/budget.js';
import { listPrice } from './known-prices.js';

/** Tokens of one call, or of a whole run. */
export interface TokenUse {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A model as its index has it. */
export interface PricedModel {
  readonly id: string;
  /** US dollars per 1,000 tokens as a person wrote it; undefined when it says nothing. */
  readonly costPer1k: number | undefined;
  /** Paid by a subscription: a call costs no dollars. */
  readonly isInPlan: boolean;
}

/**
 * What a use of a model costs in US dollars: by the price that a person wrote or by the list price, whichever is higher; 0
 * in a plan, null when no price is known.
 */
export function callCostUsd(model: PricedModel, { inputTokens, outputTokens }: TokenUse): number | null {
  if (model.isInPlan) return 0;
  const { costPer1k } = model;
  const list = listPrice(model.id);
  return countedPrice(
    costPer1k === undefined ? null : (costPer1k * (inputTokens + outputTokens)) / 1000,
    list === undefined ? null : (list.inputUsd * inputTokens + list.outputUsd * outputTokens) / 1000,
  );
}
