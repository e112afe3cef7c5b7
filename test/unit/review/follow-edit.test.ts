import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameContent } from '../../../src/review/content.js';
import { followEdit } from '../../../src/review/follow-edit.js';
import { hunksBetween } from '../../../src/review/hunks-between.js';
import { keepHunks, rejectHunks } from '../../../src/review/judge-hunks.js';
import { joinLines, splitLines } from '../../../src/review/lines.js';
import { anyContent, anyText, bytes, editedFile, text } from './arbitraries.js';

function follow(baseline: string | null, current: string | null, edited: string | null): string | null {
  const contents = [baseline, current, edited].map((each) => (each === null ? null : bytes(each)));
  return text(followEdit(contents[0]!, contents[1]!, contents[2]!));
}

describe('followEdit', () => {
  it.each([
    ['typing where nothing is pending', 'a\nb\n', 'a\nb\n', 'a\nx\nb\n', 'a\nx\nb\n'],
    ['typing above a hunk', 'a\nb\nc\n', 'a\nb\nC\n', 'x\na\nb\nC\n', 'x\na\nb\nc\n'],
    ['typing directly below a hunk', 'a\nb\n', 'A\nb\n', 'A\nx\nb\n', 'a\nx\nb\n'],
    ['typing inside a hunk', 'a\nb\n', 'A1\nA2\nb\n', 'A1\nx\nA2\nb\n', 'a\nb\n'],
    ['changing a line of a hunk', 'a\nb\n', 'A\nb\n', 'AX\nb\n', 'a\nb\n'],
    ['changing the line below a removed one', 'a\nb\nc\n', 'a\nc\n', 'a\nC\n', 'a\nb\nC\n'],
    ['typing where lines were removed', 'a\nb\nc\n', 'a\nc\n', 'a\nx\nc\n', 'a\nb\nc\n'],
    ['putting back what was removed', 'a\nb\nc\n', 'a\nc\n', 'a\nb\nc\n', 'a\nb\nc\n'],
    ['putting back a part below a hunk', 'a\nb\nc\n', 'A\nc\n', 'A\nb\nc\n', 'a\nb\nc\n'],
    ['an empty line above a hunk that starts with one', 'a\nb\n', 'a\n\nB\nb\n', 'a\n\n\nB\nb\n', 'a\n\nb\n'],
    ['a formatter on each line, a hunk among them', 'a\nb\nc\n', 'a\nB\nc\n', ' a\n B\n c\n', ' a\nb\n c\n'],
    ['removing a file without hunks', 'a\n', 'a\n', null, null],
    ['removing a file with hunks', 'a\n', 'b\n', null, 'a\n'],
    ['making a file', null, null, 'a\n', 'a\n'],
    ['typing in a file that an agent made', null, 'a\n', 'a\nb\n', null],
    ['making a file again that an agent removed', 'a\n', null, 'b\n', 'a\n'],
  ])('follows %s', (_, baseline, current, edited, expected) => {
    expect(follow(baseline, current, edited)).toBe(expected);
  });

  it('leaves alone what an agent wrote before, where nothing is typed', () => {
    fc.assert(
      fc.property(anyContent, anyContent, (baseline, current) => {
        expect(followEdit(baseline, current, current)).toBe(baseline);
        expect(isSameContent(followEdit(current, current, baseline), baseline)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps a typed line through keeping and through rejecting everything', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(), (baseline, current, at) => {
        const lines = splitLines(current);
        const pending = hunksBetween(baseline, current);
        const places = Array.from({ length: lines.length + 1 }, (_, place) => place).filter(
          (place) =>
            /[\r\n]$/.test(lines[place - 1] ?? '\n') &&
            !pending.some(({ after: { start, count } }) =>
              count === 0 ? place === start : place > start && place < start + count,
            ),
        );
        const place = places[at % Math.max(places.length, 1)];
        if (place === undefined) return;
        const edited = joinLines(lines.toSpliced(place, 0, 'typed\n'));
        const moved = followEdit(baseline, current, edited);
        const hunks = hunksBetween(moved, edited);
        expect(text(keepHunks(moved, edited, hunks))).toContain('typed\n');
        const rejected = text(rejectHunks(moved, edited, hunks));
        expect(rejected).toContain('typed\n');
        expect(rejected?.replace('typed\n', '')).toBe(text(baseline));
      }),
      { numRuns: 1500 },
    );
  });

  it('leaves exactly the pending hunks pending', () => {
    fc.assert(
      fc.property(editedFile, fc.nat(), (file, at) => {
        const kept = splitLines(file.current).flatMap((line, place) => (/^kept/.test(line) ? [place] : []));
        const place = kept[at % Math.max(kept.length, 1)];
        if (place === undefined) return;
        const edited = joinLines(
          splitLines(file.current).toSpliced(place, 1, 'typed over\n', 'typed below\n'),
        );
        const moved = followEdit(file.baseline, file.current, edited);
        expect(wordsOf(moved, edited)).toEqual(wordsOf(file.baseline, file.current));
      }),
      { numRuns: 500 },
    );
  });
});

function wordsOf(before: Parameters<typeof hunksBetween>[0], after: typeof before): string[][] {
  const [from, to] = [splitLines(before), splitLines(after)];
  return hunksBetween(before, after).map(({ before: removed, after: added }) => [
    ...from.slice(removed.start, removed.start + removed.count),
    ...to.slice(added.start, added.start + added.count),
  ]);
}
