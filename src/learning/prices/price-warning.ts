import type { PricedModel } from './call-cost.js';
import { listPrice } from './known-prices.js';

/** A written price that is far from the list price: probably a slip of the unit. */
export interface PriceWarning {
  readonly model: string;
  /** US dollars per 1,000 tokens, as written. */
  readonly writtenUsd: number;
  /** US dollars per 1,000 tokens, as listed for input. */
  readonly listUsd: number;
  /** In words for a person. */
  readonly message: string;
}

/** How many times too high or too low a price must be. */
const suspicious = 10;
/** Binary fractions of prices are not exact. */
const rounding = 1e-9;

/** What is wrong with a model's written price, or undefined. The model is used all the same. */
export function priceWarning({ id, costPer1k, isInPlan }: PricedModel): PriceWarning | undefined {
  const list = listPrice(id);
  if (list === undefined || costPer1k === undefined || isInPlan) return undefined;
  const isHigh = costPer1k >= list.inputUsd * suspicious * (1 - rounding);
  const isLow = costPer1k * suspicious <= list.inputUsd * (1 + rounding);
  if (!isHigh && !isLow) return undefined;
  return {
    model: id,
    writtenUsd: costPer1k,
    listUsd: list.inputUsd,
    message:
      `${id} is listed at $${list.inputUsd} per 1,000 tokens in and $${list.outputUsd} out, but the file says ` +
      `$${costPer1k}. The higher price counts towards the budget.`,
  };
}
