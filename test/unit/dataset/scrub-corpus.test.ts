import { describe, expect, it } from 'vitest';
import { scrubJson } from '../../../src/learning/dataset/scrub.js';
import { lineWith, owner, planted } from '../../bench/scrub/planted.js';

describe('the corpus of planted secrets', () => {
  const all = planted();

  it('has the promised size', () => {
    expect(all.length).toBeGreaterThanOrEqual(150);
    expect(new Set(all.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(25);
  });

  it('is scrubbed completely, and once is enough', () => {
    for (const [index, { text, secrets }] of all.entries()) {
      const once = scrubJson(lineWith(text, index), owner).text;
      const read = JSON.stringify(JSON.parse(once));
      expect(secrets.filter((secret) => read.includes(JSON.stringify(secret).slice(1, -1)))).toEqual([]);
      expect(scrubJson(once, owner)).toEqual({ text: once, replaced: {} });
    }
  });
});
