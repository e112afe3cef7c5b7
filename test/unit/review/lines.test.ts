import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, isText, joinLines, splitLines } from '../../../src/review/lines.js';
import { anyContent, bytes, utf16 } from './arbitraries.js';

const bigEndian = (words: string): Uint8Array => Buffer.from(utf16(words)).swap16();

describe('splitLines', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a\n']],
    ['a\r\nb\rc\n\nd', ['a\r\n', 'b\r', 'c\n', '\n', 'd']],
    ['\n\r', ['\n', '\r']],
  ])('splits %j as VS Code does', (content, lines) => {
    expect(splitLines(bytes(content))).toEqual(lines);
  });

  it('takes a file that is not there for one without lines', () => {
    expect(splitLines(null)).toEqual([]);
  });

  it.each([
    ['little', utf16],
    ['big', bigEndian],
  ])('splits UTF-16, %s end first, between its pairs', (_, encode) => {
    // U+0A0D and U+0D0A hold the bytes of line endings and are none.
    const lines = splitLines(encode('a\r\n\u{0a0d}\u{0d0a}\nlast'));
    expect(lines.map((line) => line.length)).toEqual([8, 6, 8]);
  });

  it('takes what is not text for one line', () => {
    expect(splitLines(Uint8Array.of(10, 0, 10, 13))).toHaveLength(1);
    expect(isText(Uint8Array.of(10, 0, 10, 13))).toBe(false);
  });

  it('loses no byte', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        expect(Buffer.from(joinLines(splitLines(content)))).toEqual(Buffer.from(content ?? []));
      }),
      { numRuns: 300 },
    );
  });
});

describe('decodeText', () => {
  it('reads all three encodings without their marks', () => {
    expect(decodeText(bytes('\u{feff}é'))).toBe('é');
    expect(decodeText(utf16('é'))).toBe('é');
    expect(decodeText(bigEndian('é'))).toBe('é');
    expect(decodeText(null)).toBe('');
  });
});
