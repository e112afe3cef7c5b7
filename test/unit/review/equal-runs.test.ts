import fc from 'fast-check';
import { diffArrays } from 'diff';
import { describe, expect, it } from 'vitest';
import { equalRuns } from '../../../src/review/equal-runs.js';

const few = fc.array(fc.nat({ max: 3 }), { maxLength: 30 });

function assertRuns(before: readonly number[], after: readonly number[]): number {
  let [x, y, common] = [0, 0, 0];
  for (const { beforeStart, afterStart, count } of equalRuns(before, after)) {
    expect(beforeStart).toBeGreaterThanOrEqual(x);
    expect(afterStart).toBeGreaterThanOrEqual(y);
    expect(before.slice(beforeStart, beforeStart + count)).toEqual(
      after.slice(afterStart, afterStart + count),
    );
    [x, y, common] = [beforeStart + count, afterStart + count, common + count];
  }
  expect(x).toBeLessThanOrEqual(before.length);
  expect(y).toBeLessThanOrEqual(after.length);
  return common;
}

describe('equalRuns', () => {
  it('have as many lines as any other diff can find', () => {
    fc.assert(
      fc.property(few, few, (before, after) => {
        const others = diffArrays(before, after).filter(({ added, removed }) => !added && !removed);
        expect(assertRuns(before, after)).toBe(others.reduce((sum, { count }) => sum + count, 0));
      }),
      { numRuns: 500 },
    );
  });

  it('are right, and many, where there are more edits than one search makes', () => {
    const before = Array.from({ length: 4000 }, (_, line) => line % 90);
    const replaced = before.map((line, index) => (index % 5 === 0 ? 100 + (index % 7) : line));
    expect(assertRuns(before, replaced)).toBe(3200);
  });

  it('see that a block of nine hundred lines came or went', () => {
    const before = Array.from({ length: 2000 }, (_, line) => line % 90);
    const block = Array.from({ length: 900 }, (_, line) => (line * line) % 11);
    const inserted = [...before.slice(0, 100), ...block, ...before.slice(100)];
    expect(assertRuns(before, inserted)).toBe(before.length);
    expect(assertRuns(inserted, before)).toBe(before.length);
  });

  it('are none of nothing', () => {
    expect(equalRuns([], [1, 2])).toEqual([]);
    expect(equalRuns([1, 2], [])).toEqual([]);
    expect(equalRuns([], [])).toEqual([]);
  });
});
