import { describe, expect, it } from 'vitest';
import { plainModelId, publishedPrior } from '../../../src/learning/priors/published-prior.js';
import { publishedResults } from '../../../src/learning/priors/published-results.js';

describe('published results as starting guesses', () => {
  it.each([
    ['gpt-4o-mini', 'gpt-4o-mini'],
    ['openai/gpt-4o-mini-2024-07-18', 'gpt-4o-mini'],
    ['gpt-4o-2024-11-20', 'gpt-4o'],
    ['openrouter/anthropic/claude-3.7-sonnet', 'claude-3-7-sonnet'],
    ['claude-3-7-sonnet-20250219', 'claude-3-7-sonnet'],
    ['us.anthropic.claude-3-5-sonnet-20241022-v2:0', 'claude-3-5-sonnet'],
    ['claude-3-5-sonnet@20241022', 'claude-3-5-sonnet'],
    ['gemini/gemini-2.5-pro-preview-06-05', 'gemini-2-5-pro'],
    ['qwen2.5-coder:32b', 'qwen2-5-coder-32b'],
    ['Qwen/Qwen2.5-Coder-32B-Instruct', 'qwen2-5-coder-32b'],
    ['deepseek-r1:latest', 'deepseek-r1'],
  ])('knows %s as %s', (id, plain) => {
    expect(plainModelId(id)).toBe(plain);
    expect(publishedPrior(id)?.result.model).toBe(plain);
  });

  it.each(['qwen2.5-coder:7b', 'claude-sonnet-4-5', 'gpt-4', 'gpt-5-nano', 'my-own-model', ''])(
    'takes %j for no other model',
    (id) => {
      expect(publishedPrior(id)).toBeUndefined();
    },
  );

  it('weighs ten runs at most, and says where it comes from', () => {
    expect(publishedPrior('gpt-5')?.prior).toEqual({ mean: 0.867, mass: 10 });
    expect(publishedPrior('gpt-5')?.source.licence).toContain('Apache-2.0');
  });

  it('has plain ids, each once, and shares between 0 and 1', () => {
    const ids = publishedResults.map(({ model }) => model);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { model, passRate } of publishedResults) {
      expect(plainModelId(model)).toBe(model);
      expect(passRate).toBeGreaterThan(0);
      expect(passRate).toBeLessThan(1);
    }
  });
});
