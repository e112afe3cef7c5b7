import { describe, expect, it } from 'vitest';
import { readinessInWords } from '../../../src/learning/dataset/readiness.js';

describe('readinessInWords', () => {
  it('says how many there are and what others needed, and promises nothing', () => {
    expect(readinessInWords(1)).toMatch(/^1 example: too few.*491/);
    expect(readinessInWords(120)).toMatch(/^120 examples: enough for an experiment.*491/);
    expect(readinessInWords(800)).toMatch(/^800 examples: as many as others needed/);
    for (const count of [1, 120, 800]) expect(readinessInWords(count)).not.toContain('%');
  });
});
