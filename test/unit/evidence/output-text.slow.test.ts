import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OutputText } from '../../../src/evidence/output-text.js';
import { recognise } from '../../../src/evidence/recognise.js';

const summary = ' Test Files  1 failed | 1 passed (2)\n      Tests  1 failed | 5 passed (6)\n';
const noise = 'DEBUG a server wrote something of no interest at all\n';

function read(
  chunks: readonly (Uint8Array | string)[],
  whole = 1000,
  telling = 1000,
): ReturnType<OutputText['end']> {
  const output = new OutputText({ whole, telling });
  for (const chunk of chunks) output.add(chunk);
  return output.end();
}

describe('OutputText', () => {
  it('keeps a text as it is, however it comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 7 }), (text, size) => {
        const bytes = new TextEncoder().encode(text);
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        const expected = new TextDecoder().decode(bytes);
        expect(read(chunks, 10_000)).toEqual({ text: expected, isWhole: true });
      }),
    );
  });

  it('keeps of a long text its beginning and the lines that may count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 90 }), fc.integer({ min: 1, max: 500 }), (lines, size) => {
        const text = noise.repeat(lines) + summary;
        const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        const kept = read(chunks);
        expect(kept?.isWhole).toBe(false);
        expect(kept?.text.length).toBeLessThan(1200);
        expect(recognise(kept?.text ?? '', { isWhole: false })?.[0]?.tests).toMatchObject({
          passed: 5,
          failed: 1,
        });
      }),
    );
  });

  it('is not known where even the lines that may count are too many', () => {
    expect(read([noise.repeat(30), summary.repeat(30)])).toBeUndefined();
  });

  it('drops a line without an end', () => {
    expect(read(['x'.repeat(2000), 'y'.repeat(200_000), '\n', summary])?.text).toBe(`\n${summary}`);
  });

  it('reads UTF-16 where a mark says so, and bytes that are no text', () => {
    const utf16 = Buffer.from(`\ufeff${summary}`, 'utf16le');
    expect(read([utf16.subarray(0, 7), utf16.subarray(7)])?.text).toBe(summary);
    expect(read([Buffer.from([0xe9, 0x0a]), summary])?.text).toBe(`\ufffd\n${summary}`);
  });
});
