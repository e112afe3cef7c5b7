import { describe, expect, it } from 'vitest';
import { sourceInWords } from '../../../../src/editor/choosing/source-in-words.js';

const runs = { source: 'git diff', runsWith: 40, runsWithout: 10 };

describe('the difference that a source of context makes', () => {
  it('is told with its range and its runs', () => {
    const uplift = {
      ...runs,
      difference: -0.031,
      low: -0.08,
      high: -0.014,
      verdict: 'does not pay',
    } as const;
    expect(sourceInWords(uplift)).toEqual({
      description: '-3 points, likely -8 to -1 · 40 runs with, 10 without',
      detail: 'It does not pay: take it out?',
    });
  });

  it('is no number while nothing is known', () => {
    const uplift = { ...runs, difference: 0, low: -1, high: 1, verdict: 'too early' } as const;
    expect(sourceInWords(uplift)).toEqual({
      description: '40 runs with, 10 without',
      detail: 'Too early to tell',
    });
  });
});
