import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { committedHunks } from '../../../src/review/committed.js';
import type { Content } from '../../../src/review/content.js';
import { hunksBetween } from '../../../src/review/hunks-between.js';
import { joinLines, splitLines } from '../../../src/review/lines.js';
import { restoredHunks } from '../../../src/review/restored.js';
import { anyContent, bytes, editedFile } from './arbitraries.js';

const someEdits = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });

/** Which hunks a content has left out or taken back, by their numbers. */
function numbers(found: ReturnType<typeof hunksBetween>, baseline: Content, current: Content): number[] {
  const starts = hunksBetween(baseline, current).map(({ after }) => after.start);
  return found.map(({ after }) => starts.indexOf(after.start));
}

describe('committedHunks', () => {
  it('are all of them in a commit of the file as it is, and none in a commit without them', () => {
    fc.assert(
      fc.property(anyContent, anyContent, (baseline, current) => {
        const all = hunksBetween(baseline, current);
        expect(committedHunks(baseline, current, current)).toEqual(all);
        expect(committedHunks(baseline, current, baseline)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('are the staged ones in a partial commit, with what was typed and not staged', () => {
    fc.assert(
      fc.property(editedFile, someEdits, fc.boolean(), (file, isStaged, hasTyped) => {
        const typed = (content: Uint8Array): Uint8Array =>
          hasTyped ? joinLines(['typed\n', 'and more\n', ...splitLines(content)]) : content;
        const [baseline, current] = [typed(file.baseline), typed(file.current)];
        // Typing right above an edit makes it one place with it.
        if (hasTyped && hunksBetween(file.baseline, file.current)[0]?.after.start === 0) return;
        const found = committedHunks(baseline, current, file.withEdits(isStaged));
        expect(numbers(found, baseline, current)).toEqual(
          Array.from({ length: file.edits }, (_, edit) => edit).filter((edit) => isStaged[edit]),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('need all of their lines in the commit', () => {
    const [baseline, current] = [bytes('a\nb\n'), bytes('a\nx\ny\nb\n')];
    expect(committedHunks(baseline, current, bytes('a\nx\nb\n'))).toEqual([]);
    expect(committedHunks(baseline, null, baseline)).toEqual([]);
    expect(committedHunks(null, current, null)).toEqual([]);
  });
});

describe('restoredHunks', () => {
  it('are the ones that were taken back', () => {
    fc.assert(
      fc.property(editedFile, someEdits, (file, isLeft) => {
        const found = restoredHunks(file.baseline, file.current, file.withEdits(isLeft));
        expect(numbers(found, file.baseline, file.current)).toEqual(
          Array.from({ length: file.edits }, (_, edit) => edit).filter((edit) => isLeft[edit] !== true),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('are all when the whole file went back, and none when only a part of a hunk did', () => {
    expect(restoredHunks(null, bytes('a\n'), null)).toHaveLength(1);
    expect(restoredHunks(bytes('a\nb\n'), bytes('A\nB\n'), bytes('A\nb\n'))).toEqual([]);
  });
});
