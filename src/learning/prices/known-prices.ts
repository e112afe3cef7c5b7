import { plainModelId } from '../priors/published-prior.js';

/** List price of a model in US dollars per 1,000 tokens. */
export interface ListPrice {
  readonly inputUsd: number;
  readonly outputUsd: number;
}

/**
 * Vendors' public list prices in US dollars per million tokens, in and out, as published up to November 2025. Only models
 * that run nowhere but at their vendor: a model with open weights may well be free.
 */
const perMillion: Readonly<Record<string, readonly [number, number]>> = {
  'claude-3-5-haiku': [0.8, 4],
  'claude-3-5-sonnet': [3, 15],
  'claude-3-7-sonnet': [3, 15],
  'claude-haiku-4-5': [1, 5],
  'claude-opus-4': [15, 75],
  'claude-opus-4-1': [15, 75],
  'claude-opus-4-5': [5, 25],
  'claude-sonnet-4': [3, 15],
  'claude-sonnet-4-5': [3, 15],
  'gemini-2-5-flash': [0.3, 2.5],
  'gemini-2-5-pro': [1.25, 10],
  'gpt-4-1': [2, 8],
  'gpt-4-1-mini': [0.4, 1.6],
  'gpt-4-1-nano': [0.1, 0.4],
  'gpt-4o': [2.5, 10],
  'gpt-4o-mini': [0.15, 0.6],
  'gpt-5': [1.25, 10],
  'gpt-5-mini': [0.25, 2],
  'gpt-5-nano': [0.05, 0.4],
  'grok-3': [3, 15],
  'grok-3-mini': [0.3, 0.5],
  'grok-4': [3, 15],
  o1: [15, 60],
  o3: [2, 8],
  'o3-mini': [1.1, 4.4],
  'o3-pro': [20, 80],
  'o4-mini': [1.1, 4.4],
};

/** The list price of a model, however its vendor or a gateway spells its id; undefined when none is known. */
export function listPrice(modelId: string): ListPrice | undefined {
  const id = plainModelId(modelId);
  const price = Object.hasOwn(perMillion, id) ? perMillion[id] : undefined;
  return price && { inputUsd: price[0] / 1000, outputUsd: price[1] / 1000 };
}
