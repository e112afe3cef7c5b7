import { cappedPrior, type ArmPrior } from '../choice/arm-prior.js';
import { publishedResults, publishedSource, type PublishedResult } from './published-results.js';

/** A starting guess for a model from a published result, with what it stands on. */
export interface PublishedPrior {
  readonly prior: ArmPrior;
  readonly result: PublishedResult;
  /** To be named wherever the guess is shown. */
  readonly source: typeof publishedSource;
}

/** The starting guess for a model as its vendor, a gateway or a local server spells it; undefined when none is published. */
export function publishedPrior(modelId: string): PublishedPrior | undefined {
  const plain = plainModelId(modelId);
  const result = publishedResults.find(({ model }) => model === plain);
  if (result === undefined) return undefined;
  return { prior: cappedPrior(result.passRate, result.tasks, 'published'), result, source: publishedSource };
}

/**
 * A model's id without what differs between vendors: prefixes of gateways, dates, and words that name no other model. A
 * size stays, since it makes another model: `openrouter/anthropic/claude-3.7-sonnet-20250219` is `claude-3-7-sonnet`, and
 * `qwen2.5-coder:7b` is not `qwen2.5-coder:32b`.
 */
export function plainModelId(modelId: string): string {
  const name = modelId.toLowerCase().split('/').at(-1) ?? '';
  return name
    .replace(/^(?:us|eu|apac)\./, '')
    .replace(/^(?:anthropic|openai|google|meta|mistral|deepseek|xai|qwen)\./, '')
    .replace(/[@:_.\s]+/g, '-')
    .replace(/-v\d+(?:-\d+)?$/, (version) => (name.includes('claude') ? '' : version))
    .replace(/-(?:\d{4}-\d{2}-\d{2}|20\d{6}|\d{2}-\d{2}|\d{4})(?=-|$)/g, '')
    .replace(/-(?:latest|preview|beta|exp|instruct|it|chat|free|thinking)(?=-|$)/g, '');
}
