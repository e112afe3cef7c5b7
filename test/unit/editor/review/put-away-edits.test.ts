import { describe, expect, it } from 'vitest';
import { PutAwayEdits } from '../../../../src/editor/review/service/put-away-edits.js';
import type { FileState } from '../../../../src/review/snapshot/file-state.js';

const state = (text: string | null, executable = false): FileState => ({
  content: text === null ? null : Buffer.from(text),
  executable,
});

function putAway(before: FileState, now: FileState): PutAwayEdits {
  const edits = new PutAwayEdits();
  edits.note({ path: 'a.txt', before, now });
  return edits;
}

describe('PutAwayEdits', () => {
  it('knows what was typed apart from what waited for a word', () => {
    const edits = putAway(state('typed\nb\nc\n'), state('typed\nb\nC\n'));
    expect(edits.takeBack('a.txt', state('a\nb\nc\n'))).toBeUndefined();
    expect(edits.has('a.txt')).toBe(true);
    expect(edits.takeBack('a.txt', state('typed\nb\nC\n'))).toEqual(state('typed\nb\nc\n'));
    expect(edits.has('a.txt')).toBe(false);
  });

  it('finds the edits on top of another commit', () => {
    const edits = putAway(state('a\nb\nc\n'), state('a\nb\nC\n'));
    expect(edits.takeBack('a.txt', state('far\na\nb\nc\n'))).toBeUndefined();
    expect(edits.takeBack('a.txt', state('far\na\nb\nC\n'))).toEqual(state('far\na\nb\nc\n'));
  });

  it('brings back files that came, went, or may be run', () => {
    expect(putAway(state(null), state('new')).takeBack('a.txt', state('new'))).toEqual(state(null));
    expect(putAway(state('old'), state(null)).takeBack('a.txt', state(null))).toEqual(state('old'));
    expect(putAway(state('a\n', true), state('b\n')).takeBack('a.txt', state('b\n'))).toEqual(
      state('a\n', true),
    );
  });
});
