import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameContent, type Content } from '../../../src/review/content.js';
import { endOf } from '../../../src/review/hunk.js';
import { hunksBetween } from '../../../src/review/hunks-between.js';
import { keepHunks, rejectHunks } from '../../../src/review/judge-hunks.js';
import { anyContent, bytes, editedFile, text } from './arbitraries.js';

describe('hunks of any two contents', () => {
  it('give the edited bytes when all are kept, and the baseline when all are rejected', () => {
    fc.assert(
      fc.property(anyContent, anyContent, (baseline, current) => {
        const hunks = hunksBetween(baseline, current);
        expect(isSameContent(keepHunks(baseline, current, hunks), current)).toBe(true);
        expect(isSameContent(rejectHunks(baseline, current, hunks), baseline)).toBe(true);
        expect(keepHunks(baseline, current, [])).toBe(baseline);
        expect(rejectHunks(baseline, current, [])).toBe(current);
      }),
      { numRuns: 3000 },
    );
  });

  it('are in order, with something equal between them, and none is empty', () => {
    fc.assert(
      fc.property(anyContent, anyContent, (baseline, current) => {
        const hunks = hunksBetween(baseline, current);
        expect(hunks.length > 0).toBe(!isSameContent(baseline, current));
        hunks.forEach((hunk, index) => {
          const next = hunks[index + 1];
          if (next === undefined) return;
          expect(next.before.start).toBeGreaterThan(endOf(hunk.before));
          expect(next.before.start - endOf(hunk.before)).toBe(next.after.start - endOf(hunk.after));
          expect(hunk.before.count + hunk.after.count).toBeGreaterThan(0);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('are judged one after the other until nothing is pending, each judgement touching one side only', () => {
    const judgement = fc.record({ place: fc.nat(), isKept: fc.boolean() });
    fc.assert(
      fc.property(anyContent, anyContent, fc.array(judgement), (first, second, judgements) => {
        let [baseline, current]: [Content, Content] = [first, second];
        for (const { place, isKept } of judgements) {
          const hunks = hunksBetween(baseline, current);
          const chosen = hunks.slice(place % Math.max(hunks.length, 1)).slice(0, 1);
          if (isKept) baseline = keepHunks(baseline, current, chosen);
          else current = rejectHunks(baseline, current, chosen);
          expect(hunksBetween(baseline, current).length).toBeLessThanOrEqual(hunks.length);
        }
        const rest = hunksBetween(baseline, current);
        expect(isSameContent(keepHunks(baseline, current, rest), current)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('hunks of different lines', () => {
  it('in any order of keeping and rejecting give the baseline plus the kept ones', () => {
    const order = fc.array(fc.record({ place: fc.nat(), isKept: fc.boolean() }), {
      minLength: 5,
      maxLength: 5,
    });
    fc.assert(
      fc.property(editedFile, order, (file, judgements) => {
        let [baseline, current]: [Content, Content] = [file.baseline, file.current];
        const pending = Array.from({ length: file.edits }, (_, index) => index);
        const isKeptAt: boolean[] = [];
        expect(hunksBetween(baseline, current)).toHaveLength(file.edits);
        for (const { place, isKept } of judgements.slice(0, file.edits)) {
          const index = place % pending.length;
          const hunk = hunksBetween(baseline, current).slice(index, index + 1);
          if (isKept) baseline = keepHunks(baseline, current, hunk);
          else current = rejectHunks(baseline, current, hunk);
          pending.splice(index, 1).forEach((edit) => (isKeptAt[edit] = isKept));
        }
        expect(text(current)).toBe(text(file.withEdits(isKeptAt)));
        expect(text(baseline)).toBe(text(current));
      }),
      { numRuns: 1500 },
    );
  });
});

describe('keepHunks', () => {
  it('makes and removes a file as a whole', () => {
    const made = hunksBetween(null, bytes(''));
    expect(made).toEqual([{ before: { start: 0, count: 0 }, after: { start: 0, count: 0 } }]);
    expect(keepHunks(null, bytes(''), made)).toEqual(bytes(''));
    expect(rejectHunks(null, bytes('x'), hunksBetween(null, bytes('x')))).toBeNull();
    expect(rejectHunks(bytes('x'), null, hunksBetween(bytes('x'), null))).toEqual(bytes('x'));
  });

  it('takes a file that is not text as a whole', () => {
    const [before, after] = [Uint8Array.of(1, 0, 10, 2), Uint8Array.of(1, 0, 10, 3)];
    expect(hunksBetween(before, after)).toHaveLength(1);
  });

  it('refuses hunks of other contents', () => {
    const hunks = hunksBetween(bytes('a\nb\n'), bytes('a\nc\n'));
    expect(() => keepHunks(bytes('a\n'), bytes('c\n'), hunks)).toThrow(RangeError);
    expect(() => keepHunks(bytes('a\nb\n'), bytes('a\nc\n'), [...hunks, ...hunks])).toThrow(RangeError);
  });
});
