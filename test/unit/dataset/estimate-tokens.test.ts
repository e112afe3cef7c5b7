import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../../src/learning/dataset/estimate-tokens.js';

describe('estimateTokens', () => {
  it('is within a fifth of the real count on files of code and prose', () => {
    const files = [
      ...readdirSync('src/learning/dataset').map((name) => join('src/learning/dataset', name)),
      'README.md',
      'CONTRIBUTING.md',
      'node_modules/zod/v4/core/schemas.js',
      'node_modules/yaml/dist/parse/lexer.js',
      'node_modules/minisearch/dist/cjs/index.cjs',
    ];
    const ratios = files.map((file) => {
      const text = readFileSync(file, 'utf8');
      return estimateTokens(text) / encode(text).length;
    });
    const within = ratios.filter((ratio) => ratio > 0.8 && ratio < 1.25);
    expect(within.length / ratios.length).toBeGreaterThan(0.9);
  });

  it('counts nothing in nothing', () => {
    expect(estimateTokens('')).toBe(0);
  });
});
