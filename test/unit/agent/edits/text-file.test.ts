import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText, writeText } from '../../../../src/agent/edits/text-file.js';

describe('readText and writeText', () => {
  it('give back the bytes of every text', () => {
    const marks = fc.constantFrom([], [0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf]);
    const bytes = fc.array(fc.oneof(fc.constantFrom(10, 13, 65, 0xe9, 0xd8, 0xc3, 0xa4), fc.nat(255)));
    fc.assert(
      fc.property(marks, bytes, (mark, rest) => {
        const content = Uint8Array.from([...mark, ...rest]);
        const file = readText(content);
        if (file !== null) expect(Uint8Array.from(writeText(file))).toEqual(content);
      }),
    );
  });

  it('take a NUL for a sign that a file is not a text', () => {
    expect(readText(Uint8Array.of(65, 0, 66))).toBeNull();
  });
});
