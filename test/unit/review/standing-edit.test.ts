import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameContent } from '../../../src/review/content.js';
import { standingEdit } from '../../../src/review/standing-edit.js';

const text = (...lines: string[]): Uint8Array => Buffer.from(lines.map((line) => `${line}\n`).join(''));
const before = text('a', 'b', 'c', 'd', 'e');
const after = text('a', 'B', 'c', 'd', 'E');

describe('what stands of an edit', () => {
  it('is all of it while nobody takes a part back', () => {
    expect(isSameContent(standingEdit({ before, after }, after), after)).toBe(true);
    expect(isSameContent(standingEdit({ before, after }, text('a', 'B2', 'c', 'x', 'd', 'E')), after)).toBe(
      true,
    );
  });

  it('is without what was taken back, whatever others wrote elsewhere', () => {
    const now = text('new', 'a', 'b', 'c', 'd', 'E');
    expect(standingEdit({ before, after }, now)).toEqual(Buffer.from(text('a', 'b', 'c', 'd', 'E')));
  });

  it('is nothing where the file is as it was, or a new one is gone', () => {
    const contents = fc.option(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }), { nil: null });
    const content = contents.map((lines) => (lines === null ? null : text(...lines)));
    fc.assert(
      fc.property(content, content, (one, other) => {
        expect(isSameContent(standingEdit({ before: one, after: other }, one), one)).toBe(true);
      }),
    );
  });
});
