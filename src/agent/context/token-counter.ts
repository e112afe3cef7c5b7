import { estimateTokens } from '../../learning/dataset/estimate-tokens.js';
import type { CountTokens } from '../../learning/docs/prompt/cut-text.js';
import type { ModelClient } from '../models/model-client.js';

/** Counts tokens; `counts` says how well. */
export interface TokenCounter {
  readonly count: CountTokens;
  /** By the server of the model, by the vocabulary cl100k, or by an estimate. */
  readonly counts: 'server' | 'cl100k' | 'estimate';
}

/** Counting a long text takes longer than it is worth. */
const longestCounted = 200_000;

/** By cl100k, which is loaded when it is first needed; very long texts are estimated. */
export async function vocabularyCounter(): Promise<TokenCounter> {
  try {
    const { countTokens } = await import('gpt-tokenizer/encoding/cl100k_base');
    // What looks like a control token in a text is just text.
    const options = { disallowedSpecial: new Set<string>() };
    return {
      counts: 'cl100k',
      count: (text) => (text.length > longestCounted ? estimateTokens(text) : countTokens(text, options)),
    };
  } catch {
    return { counts: 'estimate', count: estimateTokens };
  }
}

/**
 * A counter for a model. Where its server counts, it is asked once, for `sample`, and the vocabulary's counts are brought to
 * its measure: asking for every text would take longer than the model.
 */
export async function counterFor(client: ModelClient, sample: string): Promise<TokenCounter> {
  const vocabulary = await vocabularyCounter();
  const ours = vocabulary.count(sample);
  if (client.countTokens === undefined || ours === 0) return vocabulary;
  const scale = (await client.countTokens(sample)) / ours;
  return { counts: 'server', count: (text) => Math.ceil(vocabulary.count(text) * scale) };
}
