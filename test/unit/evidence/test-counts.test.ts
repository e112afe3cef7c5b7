import { describe, expect, it } from 'vitest';
import { testCountsIn } from '../../../src/evidence/test-counts.js';

const spec = [
  '\u001b]633;C\u0007\u001b[32m✔ a \u001b[90m(0.83ms)\u001b[39m\u001b[39m\r',
  '\u001b[31m✖ b \u001b[90m(0.74ms)\u001b[39m\u001b[39m\r',
  '\u001b[90m﹣ c \u001b[90m(0.09ms)\u001b[39m # SKIP\u001b[39m\r',
  '\u001b[34mℹ tests 3\u001b[39m\r',
  '\u001b[34mℹ suites 0\u001b[39m\r',
  '\u001b[34mℹ pass 1\u001b[39m\r',
  '\u001b[34mℹ fail 1\u001b[39m\r',
  '\u001b[34mℹ cancelled 0\u001b[39m\r',
  '\u001b[34mℹ skipped 1\u001b[39m\r',
  '\u001b[34mℹ todo 0\u001b[39m\r',
].join('\n');

describe('testCountsIn', () => {
  it("reads node:test's spec summary through colours and shell marks", () => {
    expect(testCountsIn(spec)).toEqual({ passed: 1, failed: 1 });
  });

  it("reads node:test's TAP summary and counts cancelled tests as failed", () => {
    const tap = '# tests 6\n# suites 1\n# pass 3\n# fail 1\n# cancelled 2\n# skipped 0\n# todo 0\n';
    expect(testCountsIn(tap)).toEqual({ passed: 3, failed: 3 });
  });

  it.each([
    [
      ' Test Files  1 failed | 2 passed (3)\n      Tests  1 failed | 5 passed | 1 skipped | 1 todo (8)\n',
      5,
      1,
    ],
    [
      '\u001b[2m      Tests \u001b[22m \u001b[1m\u001b[32m4 passed\u001b[39m\u001b[22m\u001b[90m (4)\u001b[39m\n',
      4,
      0,
    ],
    ['      Tests  2 failed (2)\n', 0, 2],
  ])("reads vitest's summary %#", (output, passed, failed) => {
    expect(testCountsIn(output)).toEqual({ passed, failed });
  });

  it('adds up the summaries of several packages', () => {
    expect(testCountsIn(`${spec}\n${spec}`)).toEqual({ passed: 2, failed: 2 });
  });

  it.each([[''], ['all good'], ['# pass 3\n'], ['pass 3\nfail 0\ncancelled 0\n'], ['Tests  many passed']])(
    'does not guess from %j',
    (output) => {
      expect(testCountsIn(output)).toBeNull();
    },
  );
});
