import { describe, expect, it } from 'vitest';
import {
  amountInWords,
  changeInWords,
  folderOf,
  linesInSigns,
  linesInWords,
  nameOf,
  placeInWords,
  warningsInWords,
} from '../../../../src/editor/review/review-words.js';
import { edit, file } from './pending.js';

describe('words of a review', () => {
  it('count edits and name a single file', () => {
    expect(amountInWords(1, ['src/cart.ts'])).toBe('1 edit in cart.ts');
    expect(amountInWords(3, ['a.ts', 'b.ts'])).toBe('3 edits in 2 files');
  });

  it('add up lines, as signs and to be spoken', () => {
    const edits = [edit({ startLine: 1, addedLines: 2, removedLines: 0 }), edit({ startLine: 9 })];
    expect(linesInSigns(edits)).toBe('+3 −1');
    expect(linesInWords(edits)).toBe('3 lines added, 1 line removed');
    expect(linesInSigns([edit({ startLine: 1, addedLines: 0, removedLines: 2 })])).toBe('−2');
    const notText = [edit({ startLine: 0, addedLines: 0, removedLines: 0 })];
    expect(linesInSigns(notText)).toBe('');
    expect(linesInWords(notText)).toBe('no lines');
  });

  it('name the place as the editor counts lines', () => {
    expect(placeInWords(edit({ startLine: 0 }))).toBe('Line 1');
    expect(placeInWords(edit({ startLine: 4, addedLines: 3 }))).toBe('Lines 5–7');
    expect(placeInWords(edit({ startLine: 4, addedLines: 0 }))).toBe('Before line 5');
  });

  it('say what became of a file', () => {
    expect(changeInWords(file('a.ts', []))).toBe('');
    expect(changeInWords(file('a.ts', [], { change: 'deleted' }))).toBe('deleted');
    expect(changeInWords(file('b.ts', [], { change: 'added', renamedFrom: 'a.ts' }))).toBe(
      'renamed from a.ts',
    );
  });

  it('list each warning of a file once', () => {
    const warned = edit({ startLine: 1, warnings: ['skips 1 test'] });
    const files = [file('a.ts', [edit({ startLine: 1 })]), file('b.ts', [warned, warned])];
    expect(warningsInWords(files)).toEqual(['b.ts: skips 1 test']);
  });

  it('split a path', () => {
    expect([nameOf('src/a/b.ts'), folderOf('src/a/b.ts')]).toEqual(['b.ts', 'src/a']);
    expect([nameOf('b.ts'), folderOf('b.ts')]).toEqual(['b.ts', '']);
  });
});
