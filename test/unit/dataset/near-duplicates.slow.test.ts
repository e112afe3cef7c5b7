import { describe, expect, it } from 'vitest';
import { NearDuplicates } from '../../../src/learning/dataset/near-duplicates.js';
import { samplePair } from '../../support/sample-pairs.js';

const words = (index: number): string[] => JSON.stringify(samplePair(index, 30).prompt).split(' ');
/** One word in `every` is another. */
const altered = (index: number, every: number): string =>
  words(index)
    .map((word, at) => (at % every === every - 1 ? `other${at}` : word))
    .join(' ');
const texts = Array.from({ length: 200 }, (_, index) => words(index).join(' '));

describe('NearDuplicates', () => {
  it('finds texts that are nearly the same, and no others', () => {
    const seen = new NearDuplicates();
    for (const text of texts) expect(seen.isSeen(text)).toBe(false);
    const found = texts.filter((_, index) => seen.isSeen(altered(index, 80)));
    expect(found.length).toBeGreaterThanOrEqual(190);
    const mistaken = texts.filter((_, index) => seen.isSeen(altered(index, 5)));
    expect(mistaken.length).toBeLessThanOrEqual(2);
  });

  it('finds every text that was there before, however short', () => {
    const seen = new NearDuplicates();
    const short = ['', 'a', 'a b', '{}', 'code', 'a b c d', 'a b c d e'];
    for (const text of short) expect([seen.isSeen(text), seen.isSeen(text)]).toEqual([false, true]);
  });
});
