import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownerOf } from '../../../src/review/attribution.js';
import type { Content } from '../../../src/review/content.js';
import { hunksBetween } from '../../../src/review/hunks-between.js';
import { joinLines, splitLines } from '../../../src/review/lines.js';
import type { RunLayer } from '../../../src/review/run-layer.js';
import { anyContent, bytes, editedFile } from './arbitraries.js';

function owners(baseline: Content, current: Content, layers: readonly RunLayer[]): (string | null)[] {
  return ownerOf(hunksBetween(baseline, current), current, layers);
}

function layer(runId: string, before: string | null, after: string | null): RunLayer {
  const content = (text: string | null): Content => (text === null ? null : bytes(text));
  return { runId, before: content(before), after: content(after) };
}

describe('ownerOf', () => {
  it.each<[string, string, string, RunLayer[], (string | null)[]]>([
    ['nobody known', 'a\n', 'b\n', [], [null]],
    ['the only run', 'a\n', 'b\n', [layer('one', 'a\n', 'b\n')], ['one']],
    [
      'the last run that wrote a line',
      'a\nb\nc\n',
      'A\nb\nC2\n',
      [layer('one', 'a\nb\nc\n', 'A\nb\nC\n'), layer('two', 'A\nb\nC\n', 'A\nb\nC2\n')],
      ['one', 'two'],
    ],
    [
      'the run whose lines moved down by typing',
      'a\nb\n',
      'typed\ntyped\na\nB\n',
      [layer('one', 'a\nb\n', 'a\nB\n')],
      [null, 'one'],
    ],
    ['the run whose line a person changed', 'a\nb\n', 'a\nB?\n', [layer('one', 'a\nb\n', 'a\nB\n')], ['one']],
    [
      'the run that removed lines',
      'a\nb\nc\nd\n',
      'a\nc\nD\n',
      [layer('one', 'a\nb\nc\nd\n', 'a\nc\nd\n'), layer('two', 'a\nc\nd\n', 'a\nc\nD\n')],
      ['one', 'two'],
    ],
    [
      'not a later run beside it whose edit was kept',
      'a\nB\nc\n',
      'A\nB\nc\n',
      [layer('one', 'a\nb\nc\n', 'A\nb\nc\n'), layer('two', 'A\nb\nc\n', 'A\nB\nc\n')],
      ['one'],
    ],
  ])('finds %s', (_, baseline, current, layers, expected) => {
    expect(owners(bytes(baseline), bytes(current), layers)).toEqual(expected);
  });

  it('finds who made a file and who removed it', () => {
    expect(owners(null, bytes('a\n'), [layer('one', null, 'a\n')])).toEqual(['one']);
    expect(owners(bytes('a\n'), null, [layer('one', 'a\n', null)])).toEqual(['one']);
    expect(owners(null, bytes(''), [layer('one', null, '')])).toEqual(['one']);
  });

  it('gives every hunk of one run to it', () => {
    fc.assert(
      fc.property(anyContent, anyContent, (before, after) => {
        const found = owners(before, after, [{ runId: 'one', before, after }]);
        expect(found).toEqual(found.map(() => 'one'));
      }),
      { numRuns: 300 },
    );
  });

  it('gives each edit to the run that made it, with typing above afterwards', () => {
    fc.assert(
      fc.property(editedFile, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (file, isFirst) => {
        const all = Array.from({ length: file.edits }, (_, edit) => edit);
        const between = file.withEdits(all.map((edit) => isFirst[edit] === true));
        const typed = (content: Uint8Array): Uint8Array =>
          joinLines(['typed\n', 'typed too\n', ...splitLines(content)]);
        const layers = [
          { runId: 'first', before: file.baseline, after: between },
          { runId: 'second', before: between, after: file.current },
        ];
        expect(owners(typed(file.baseline), typed(file.current), layers)).toEqual(
          all.map((edit) => (isFirst[edit] === true ? 'first' : 'second')),
        );
      }),
      { numRuns: 400 },
    );
  });
});
