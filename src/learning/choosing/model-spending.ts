import type { CallTraffic } from '../budget/call-traffic.js';
import type { Spending, Reserved } from '../budget/spending.js';
import type { BudgetLimits } from '../choice/budget.js';
import { callCostUsd, type PricedModel, type TokenUse } from '../prices/call-cost.js';
import { priceWarning, type PriceWarning } from '../prices/price-warning.js';
import { UserError } from '../user-error.js';
import { withValue } from '../variants/edit-variants.js';
import type { VariantsProjection } from '../variants/variants-projection.js';

/** A call of a model that is about to start. */
export interface PlannedCall {
  readonly model: string;
  /** Uuid of the run that makes it; null for a call outside of a run. */
  readonly run: string | null;
  /** Tokens of what is sent, and the most that may come back. */
  readonly most: TokenUse;
  /** A person has agreed to a price that nobody knows; default false. */
  readonly isUnknownPriceAccepted?: boolean | undefined;
}

/** What becomes of a planned call; `unknown price` means that a person must be asked first. */
export type CallReserved =
  | (Extract<Reserved, { kind: 'reserved' }> & {
      /** US dollars; null when no price is known. */
      readonly maxUsd: number | null;
      readonly isInPlan: boolean;
    })
  | Extract<Reserved, { kind: 'refused' }>
  | { readonly kind: 'unknown price'; readonly message: string };

/** Prices of models and what calls with them may cost. Each method is one step of a transaction that the caller holds. */
export class ModelSpending {
  readonly #spending: Spending;
  readonly #projection: VariantsProjection;

  constructor(spending: Spending, projection: VariantsProjection) {
    this.#spending = spending;
    this.#projection = projection;
  }

  /** Holds the most that a call can cost back before it starts. */
  reserve(
    { model, run, most, isUnknownPriceAccepted = false }: PlannedCall,
    limits: BudgetLimits,
  ): CallReserved {
    const priced = this.#priced(model);
    const maxUsd = callCostUsd(priced, most);
    if (maxUsd === null && !isUnknownPriceAccepted) {
      const message = `Nobody has said what ${model} costs. Write its price into ${this.#projection.file('model')} as "cost_per_1k", in US dollars per 1,000 tokens, or let it run at an unknown cost.`;
      return { kind: 'unknown price', message };
    }
    const reserved = this.#spending.reserve({ model, run, maxUsd: maxUsd ?? 0 }, limits);
    return reserved.kind === 'refused' ? reserved : { ...reserved, maxUsd, isInPlan: priced.isInPlan };
  }

  /**
   * Puts what a call really used in the place of its most.
   * @param traffic null for a call that never began
   * @throws {UserError} when there is no such charge
   */
  settle(charge: number, used: TokenUse, traffic: CallTraffic | null): void {
    const model = this.#spending.modelOf(charge);
    if (model === undefined) throw new UserError(`There is no call ${charge} to settle.`);
    this.#spending.settle(charge, callCostUsd(this.#priced(model), used) ?? 0, traffic);
  }

  /** Prices in the models' index that are probably a slip. */
  warnings(): PriceWarning[] {
    return this.#projection.known('model').flatMap((entry) => priceWarning(entry) ?? []);
  }

  /**
   * Writes a model's price into the index, in US dollars per 1,000 tokens.
   * @throws {UserError} when there is no such model
   */
  setPrice(model: string, costPer1k: number): void {
    if (!(costPer1k >= 0)) throw new UserError(`A price is a number of 0 or more, not ${costPer1k}.`);
    this.#projection.edit('model', (text, entries) => {
      const index = entries.findIndex(({ id }) => id === model);
      if (index < 0)
        throw new UserError(`There is no model "${model}" in ${this.#projection.file('model')}.`);
      return withValue(text, [index, 'cost_per_1k'], costPer1k);
    });
  }

  #priced(model: string): PricedModel {
    const entry = this.#projection.known('model').find(({ id }) => id === model);
    return entry ?? { id: model, costPer1k: undefined, isInPlan: false };
  }
}
