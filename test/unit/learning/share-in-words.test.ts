import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percent, points } from '../../../src/learning/share-in-words.js';

describe('a share in words', () => {
  it.each([
    [0, '0 %'],
    [0.001, '<1 %'],
    [0.18, '18 %'],
    [0.999, '>99 %'],
    [1, '100 %'],
  ])('%d is %s', (share, words) => {
    expect(percent(share)).toBe(words);
  });

  it('says none and all of nothing else', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true }), (share) => {
        expect(['0 %', '100 %']).not.toContain(percent(share));
      }),
    );
  });
});

describe('percentage points', () => {
  it.each([
    [0.034, '+3'],
    [-0.12, '-12'],
    [-0.001, '0'],
  ])('%d are %s', (difference, words) => {
    expect(points(difference)).toBe(words);
  });
});
