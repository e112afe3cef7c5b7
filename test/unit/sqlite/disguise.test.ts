import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideFence, writeFenced } from '../../../src/learning/sqlite/fence.js';
import { isHotJournal, unmask, writeMasked } from '../../../src/learning/sqlite/mask.js';

const magic = Buffer.from('d9d505f920a163d7', 'hex');

/** What a write function passed on, and what the bytes were afterwards. */
function written(
  bytes: Uint8Array,
  write: (bytes: Uint8Array, to: (onDisk: Uint8Array) => void) => void,
): Uint8Array {
  const before = Uint8Array.from(bytes);
  let onDisk = new Uint8Array();
  write(bytes, (given) => {
    onDisk = Uint8Array.from(given);
  });
  expect(bytes).toEqual(before);
  return onDisk;
}

describe('the fence', () => {
  const header = (version: number): Uint8Array => {
    const bytes = new Uint8Array(100);
    bytes[18] = version;
    return bytes;
  };

  it('is put up by every write of the header, and never seen by our SQLite', () => {
    const onDisk = written(header(1), (bytes, to) => {
      writeFenced(bytes, 0, to);
    });
    expect(onDisk).toEqual(header(3));
    hideFence(onDisk, 0);
    expect(onDisk).toEqual(header(1));
  });

  it('changes nothing elsewhere, wherever a piece begins', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(200), (bytes, position) => {
        const expected = Uint8Array.from(bytes);
        if (expected[18 - position] === 1) expected[18 - position] = 3;
        expect(
          written(bytes, (given, to) => {
            writeFenced(given, position, to);
          }),
        ).toEqual(expected);
      }),
    );
  });
});

describe('the mask', () => {
  const journal = (): Uint8Array => Uint8Array.from([...magic, 1, 2, 3]);

  it('hides on the disk that there is something to roll back, and is never seen by our SQLite', () => {
    const onDisk = written(journal(), writeMasked);
    expect(onDisk[0]).toBe(0);
    expect(isHotJournal(onDisk)).toBe(true);
    unmask(onDisk);
    expect(onDisk).toEqual(journal());
  });

  it('leaves every other beginning alone', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        expect(written(bytes, writeMasked)).toEqual(bytes);
        const shown = Uint8Array.from(bytes);
        unmask(shown);
        expect(shown).toEqual(bytes);
      }),
    );
  });

  it('takes a journal that was finished for nothing to roll back', () => {
    expect(isHotJournal(new Uint8Array(28))).toBe(false);
    expect(isHotJournal(new Uint8Array(0))).toBe(false);
    expect(isHotJournal(journal())).toBe(true);
  });
});
