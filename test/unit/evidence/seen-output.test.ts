import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seenOutput } from '../../../src/evidence/seen-output.js';

const asWritten = (path: string): string => path;

const vitest = [
  ' FAIL  src/cart.test.ts > counts > every piece',
  'AssertionError: expected 1 to be 3',
  '',
  ' Test Files  1 failed (1)',
  '      Tests  1 failed | 5 passed | 1 skipped (7)',
].join('\n');

describe('what is kept of an output', () => {
  it('is nothing of what no parser knows', () => {
    expect(seenOutput([{ text: 'my secret diary\n', isWhole: true }], asWritten)).toBeNull();
    expect(seenOutput([{ text: '', isWhole: true }], asWritten)).toBeNull();
  });

  it('is counts and names of tests, with the lines that tell of failing ones', () => {
    const seen = seenOutput([{ text: `unrelated line\n${vitest}`, isWhole: true }], asWritten);
    expect(seen?.tests).toMatchObject({ passed: 5, failed: 1, skipped: 1 });
    expect(seen?.tests?.failing?.map(({ name }) => name).join()).toContain('every piece');
    expect(seen?.excerpt).toContain('expected 1 to be 3');
    expect(seen?.excerpt).not.toContain('unrelated');
    expect(seen?.findings).toBeNull();
  });

  it('is findings with paths as the ledger names them', () => {
    const text = "src/a.ts(3,5): error TS2322: Type 'string' is not assignable to type 'number'.\n";
    const seen = seenOutput([{ text, isWhole: true }], (path) => `packages/x/${path}`);
    expect(seen?.findings?.tools.map(({ tool, errors }) => [tool, errors.type])).toEqual([['tsc', 1]]);
    expect(seen?.findings?.list[0]).toMatchObject({ path: 'packages/x/src/a.ts', rule: 'TS2322' });
    expect(seen?.tests).toBeNull();
  });

  it('counts tests once that a text and a report file tell of', () => {
    const recorded = join('test', 'fixtures', 'reports', 'recorded', 'vitest-4');
    const both = ['default.txt', 'report.json'].map((name) => {
      return { text: readFileSync(join(recorded, name), 'utf8'), isWhole: true };
    });
    expect(seenOutput(both, asWritten)?.tests).toMatchObject({ passed: 7, failed: 2 });
  });

  it('is 16 KB of excerpt at most', () => {
    const text = vitest.replace('expected 1', `${'long '.repeat(90)}\n`.repeat(400));
    expect(seenOutput([{ text, isWhole: true }], asWritten)?.excerpt?.length).toBeLessThanOrEqual(16 * 1024);
  });
});
