import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameContent } from '../../../src/review/content.js';
import { mergeEdits } from '../../../src/review/merge-edits.js';
import { undoRun } from '../../../src/review/undo-run.js';
import { anyContent, bytes, editedFile, text } from './arbitraries.js';

function undo(before: string | null, after: string | null, current: string | null): string | null {
  const [first, last, now] = [before, after, current].map((each) => (each === null ? null : bytes(each)));
  const undone = undoRun({ before: first!, after: last! }, now!);
  return undone.outcome === 'restored' ? text(undone.content) : 'conflict';
}

describe('undoRun', () => {
  it.each([
    ['keeps what was typed elsewhere', 'a\nb\nc\n', 'A\nb\nc\n', 'A\nb\nC\n', 'a\nb\nC\n'],
    ['keeps what was typed right below', 'b\n', 'a\nb\n', 'a\nx\nb\n', 'x\nb\n'],
    ['says so when its lines were changed', 'a\nb\n', 'A\nb\n', 'AA\nb\n', 'conflict'],
    ['has nothing to do when somebody put them back', 'a\nb\n', 'A\nb\n', 'a\nb\n', 'a\nb\n'],
    ['removes a file it made', null, 'a\n', 'a\n', null],
    ['leaves a file it made that was changed since', null, 'a\n', 'b\n', 'conflict'],
    ['makes a file again that it removed', 'a\r\n', null, null, 'a\r\n'],
    ['leaves a file that was removed since', 'a\n', 'b\n', null, 'conflict'],
  ])('%s', (_, before, after, current, expected) => {
    expect(undo(before, after, current)).toBe(expected);
  });

  it('gives exactly the bytes from before a run with nothing after it', () => {
    fc.assert(
      fc.property(anyContent, anyContent, (before, after) => {
        const undone = undoRun({ before, after }, after);
        expect(undone.outcome === 'restored' && isSameContent(undone.content, before)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('mergeEdits', () => {
  it('gives the edits of both sides, an edit of both sides once', () => {
    fc.assert(
      fc.property(editedFile, fc.array(fc.constantFrom('ours', 'theirs', 'both', 'none')), (file, sides) => {
        const madeBy = (...who: string[]): Uint8Array =>
          file.withEdits(sides.map((side) => who.includes(side)));
        const base = madeBy();
        const merged = mergeEdits(base, madeBy('ours', 'both'), madeBy('theirs', 'both'));
        expect(merged.refused).toEqual([]);
        expect(text(merged.content)).toBe(text(madeBy('ours', 'theirs', 'both')));
      }),
      { numRuns: 500 },
    );
  });
});
