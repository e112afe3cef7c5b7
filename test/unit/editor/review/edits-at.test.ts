import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  editAtLine,
  editsOfChange,
  isLineChange,
  neighbour,
  type LineChange,
} from '../../../../src/editor/review/edits-at.js';
import { edit, file } from './pending.js';

function change(start: number, end: number): LineChange {
  return { modifiedStartLineNumber: start, modifiedEndLineNumber: end };
}

const first = edit({ startLine: 2, addedLines: 2 });
const removal = edit({ startLine: 6, addedLines: 0 });
const last = edit({ startLine: 9, addedLines: 3 });
const edits = [first, removal, last];

describe('editsOfChange', () => {
  it('finds the edit that the peek shows, its lines counted from 1', () => {
    expect(editsOfChange(edits, change(3, 4))).toEqual([first]);
    expect(editsOfChange(edits, change(10, 12))).toEqual([last]);
  });

  it('finds a removal by the line it stood behind', () => {
    expect(editsOfChange(edits, change(6, 0))).toEqual([removal]);
    const atTop = edit({ startLine: 0, addedLines: 0 });
    expect(editsOfChange([atTop, first], change(0, 0))).toEqual([atTop]);
  });

  it('finds all that a joined change covers', () => {
    expect(editsOfChange(edits, change(3, 12))).toEqual(edits);
  });

  it('leaves out a neighbour that only shares a border', () => {
    const next = edit({ startLine: 4, addedLines: 1 });
    expect(editsOfChange([first, next], change(5, 5))).toEqual([next]);
  });

  it('knows what a change looks like', () => {
    expect(isLineChange(change(1, 2))).toBe(true);
    expect([null, 3, {}, { modifiedStartLineNumber: 1 }].some(isLineChange)).toBe(false);
  });
});

describe('editAtLine', () => {
  it('is the edit with the line in it', () => {
    expect([1, 2, 3, 4].map((line) => editAtLine(edits, line)?.startLine)).toEqual([
      undefined,
      2,
      2,
      undefined,
    ]);
  });

  it('is the removal above or below the line', () => {
    expect([4, 5, 6, 7].map((line) => editAtLine(edits, line))).toEqual([
      undefined,
      removal,
      removal,
      undefined,
    ]);
  });
});

describe('neighbour', () => {
  const cart = file('cart.ts', edits);
  const shop = file('shop.ts', [edit({ startLine: 0 })]);

  it('goes to the next edit, into the next file, and round', () => {
    expect(neighbour([cart, shop], { file: cart, line: 0 }, 1)?.edit).toBe(first);
    expect(neighbour([cart, shop], { file: cart, line: 9 }, 1)?.file).toBe(shop);
    expect(neighbour([cart, shop], { file: shop, line: 5 }, 1)?.edit).toBe(first);
  });

  it('goes back, past the edit in which the cursor is', () => {
    expect(neighbour([cart, shop], { file: cart, line: 10 }, -1)?.edit).toBe(removal);
    expect(neighbour([cart, shop], { file: cart, line: 3 }, -1)?.file).toBe(shop);
  });

  it('begins at the first edit from a file without any, and has none where nothing is pending', () => {
    expect(neighbour([cart, shop], { file: undefined, line: 3 }, 1)?.edit).toBe(first);
    expect(neighbour([], { file: undefined, line: 3 }, 1)).toBeUndefined();
  });

  it('visits every edit once in a round, both ways', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(counts, fc.constantFrom(1 as const, -1 as const), (countsOfFiles, step) => {
        const files = countsOfFiles.map((count, index) =>
          file(
            `${index}.ts`,
            [...Array(count).keys()].map((line) => edit({ startLine: line * 3 })),
          ),
        );
        const total = countsOfFiles.reduce((sum, count) => sum + count, 0);
        const seen = new Set<unknown>();
        let from: { file: (typeof files)[number] | undefined; line: number } = { file: undefined, line: 0 };
        for (let visit = 0; visit < total; visit += 1) {
          const found = neighbour(files, from, step);
          seen.add(found?.edit);
          from = { file: found?.file, line: found?.edit.startLine ?? 0 };
        }
        expect(seen.size).toBe(total);
      }),
      { numRuns: 200 },
    );
  });
});
