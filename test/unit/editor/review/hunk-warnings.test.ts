import { describe, expect, it } from 'vitest';
import { hunkWarnings } from '../../../../src/editor/review/service/hunk-warnings.js';
import { findWeakened } from '../../../../src/evidence/weakened/find-weakened.js';
import type { Hunk } from '../../../../src/review/hunk.js';
import { hunksBetween } from '../../../../src/review/hunks-between.js';

const tests = (...names: string[]): string[] =>
  names.flatMap((name) => [`it('${name}', () => {`, '  expect(add(1, 2)).toBe(3);', '});', '']);

function warnings(before: readonly string[], after: readonly string[]): string[][] {
  const [was, is] = [before.join('\n'), after.join('\n')];
  const hunks = hunksBetween(Buffer.from(was), Buffer.from(is));
  return hunkWarnings(hunks, findWeakened([{ path: 'add.test.ts', before: was, after: is }]));
}

describe('warnings of hunks', () => {
  const before = tests('a', 'b', 'c', 'd');

  it('stand where the check was weakened', () => {
    const after = before.map((line) => line.replace("it('b'", "it.skip('b'").replace("it('d'", "it('e'"));
    expect(warnings(before, after)).toEqual([['skips a test'], []]);
  });

  it('stand where something is gone', () => {
    const after = ["import './more.js';", ...tests('a', 'b', 'd')];
    expect(warnings(before, after)).toEqual([[], ['removes a test']]);
  });

  it('stand at the nearest hunk where the lines are those of none', () => {
    const at = (start: number): Hunk => ({ before: { start, count: 1 }, after: { start, count: 1 } });
    const weakened = {
      path: 'a',
      isGone: false,
      kind: 'setting',
      message: 'lowers a limit',
      effect: {},
    } as const;
    expect(hunkWarnings([at(2), at(9)], [{ ...weakened, line: 8 }])).toEqual([[], ['lowers a limit']]);
    expect(hunkWarnings([at(2), at(9)], [{ ...weakened, line: 1 }])).toEqual([['lowers a limit'], []]);
  });
});
