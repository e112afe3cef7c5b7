/** What a model costs, in words for a person. */
export function priceInWords(model: {
  /** US dollars per 1,000 tokens; null when not known. */
  readonly costPer1k: number | null;
  readonly isInPlan: boolean;
}): string {
  if (model.isInPlan) return 'in your plan';
  if (model.costPer1k === null) return 'price not known';
  return model.costPer1k === 0 ? 'free' : `$${model.costPer1k} per 1,000 tokens`;
}
