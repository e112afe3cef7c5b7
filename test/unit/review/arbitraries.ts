import fc from 'fast-check';
import type { Content } from '../../../src/review/content.js';

const ending = fc.constantFrom('\n', '\n', '\r\n', '\r');

/** Few different lines, so that they repeat; mixed endings, often no final newline, sometimes a byte order mark. */
export const anyText: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.constantFrom('', '', '', '\u{feff}'),
    fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', '', 'é', '}'), ending), { maxLength: 8 }),
    fc.constantFrom('', '', 'a', 'end'),
  )
  .map(([mark, lines, last]) => bytes(mark + lines.map((line) => line.join('')).join('') + last));

/** Also files that are not there, are not text, are UTF-16, or are no valid UTF-8. */
export const anyContent: fc.Arbitrary<Content> = fc.oneof(
  { weight: 6, arbitrary: anyText },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 12 }) },
  { weight: 1, arbitrary: anyText.map((text) => utf16(Buffer.from(text).toString('utf8'))) },
);

/** Lines removed and lines added in one place, and how many stay as they are before the next edit. */
const uniqueEdit = fc.record({
  removed: fc.nat({ max: 2 }),
  added: fc.array(fc.constantFrom('\n', '\r\n'), { maxLength: 2 }),
  kept: fc.integer({ min: 1, max: 3 }),
});

export interface EditedFile {
  readonly baseline: Uint8Array;
  readonly current: Uint8Array;
  /** Which of the edits, in the order of their lines, are made: the file with just those. */
  readonly withEdits: (isMade: readonly boolean[]) => Uint8Array;
  readonly edits: number;
}

/** A file of different lines with edits that have something between them, so that there is just one way to compare them. */
export const editedFile: fc.Arbitrary<EditedFile> = fc
  .record({
    lead: fc.nat({ max: 2 }),
    edits: fc.array(
      uniqueEdit.filter(({ removed, added }) => removed + added.length > 0),
      { maxLength: 5 },
    ),
    eol: fc.constantFrom('\n', '\r\n'),
    hasFinalNewline: fc.boolean(),
  })
  .map(({ lead, edits, eol, hasFinalNewline }) => {
    const withEdits = (isMade: readonly boolean[]): Uint8Array => {
      let text = '';
      for (let index = 0; index < lead; index += 1) text += `lead ${index}${eol}`;
      edits.forEach(({ removed, added, kept }, place) => {
        if (isMade[place] === true) added.forEach((end, index) => (text += `new ${place}.${index}${end}`));
        else for (let index = 0; index < removed; index += 1) text += `old ${place}.${index}${eol}`;
        for (let index = 0; index < kept; index += 1) text += `kept ${place}.${index}${eol}`;
      });
      return bytes(hasFinalNewline ? text : text.replace(/\r?\n$/, ''));
    };
    return {
      baseline: withEdits(edits.map(() => false)),
      current: withEdits(edits.map(() => true)),
      withEdits,
      edits: edits.length,
    };
  });

export function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

export function text(content: Content): string | null {
  return content === null ? null : Buffer.from(content).toString('utf8');
}

export function utf16(words: string): Uint8Array {
  return Buffer.from(`\u{feff}${words}`, 'utf16le');
}
