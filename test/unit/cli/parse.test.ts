import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from '../../../src/cli/commands/parse.js';
import { parseCall } from '../../../src/cli/parse-call.js';
import { UsageError } from '../../../src/cli/usage-error.js';

const vitest =
  ' FAIL  a.test.js > \u001b[31mgroup\u0007 > name\n Test Files  1 failed (1)\n      Tests  1 failed | 2 passed (3)\n';
const eslint = '\n/repo/a.js\n  1:1  error  Unexpected var  no-var\n\n✖ 1 problem (1 error, 0 warnings)\n';

describe('learning-loop parse', () => {
  let folder: string;
  const file = (name: string): string => join(folder, name);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'parse-'));
    writeFileSync(file('both.txt'), eslint + vitest);
    writeFileSync(file('lcov.info'), 'SF:a.js\nDA:1,1\nDA:2,0\nend_of_record\n');
    writeFileSync(file('other.txt'), 'hello');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** What is printed, also where the command fails after it. */
  function run(...args: readonly string[]): { out: string; error: unknown } {
    const call = parseCall(parse, args);
    if (call === 'help') throw new Error('help was not asked for');
    const lines: string[] = [];
    try {
      void parse.run({ ...call, print: (line) => lines.push(line) });
    } catch (error) {
      return { out: lines.join('\n'), error };
    }
    return { out: lines.join('\n'), error: undefined };
  }

  it('prints an object a file, with null for what the file does not say', () => {
    const { out, error } = run('--json', file('both.txt'), file('lcov.info'));
    expect(error).toBeUndefined();
    const nothing = { lint: 0, type: 0, schema: 0, boundary: 0 };
    expect(JSON.parse(out)).toEqual([
      {
        file: file('both.txt'),
        format: 'vitest+eslint',
        ...{ passed: 2, failed: 1, skipped: 0, total: 3, failing: ['group\u0007 > name'] },
        ...{ findings: { ...nothing, lint: 1 }, warnings: nothing, coveragePct: null },
      },
      {
        file: file('lcov.info'),
        format: 'lcov',
        ...{ passed: null, failed: null, skipped: null, total: null, failing: null },
        ...{ findings: null, warnings: null, coveragePct: 50 },
      },
    ]);
  });

  it('tells people, and lets no name steer the terminal', () => {
    expect(run(file('both.txt'), file('lcov.info')).out.split('\n')).toEqual([
      `${file('both.txt')}: vitest+eslint`,
      '  tests     2 passed, 1 failed, 0 skipped, 3 in all',
      '  failing   group  > name',
      '  errors    1 lint, 0 type, 0 schema, 0 boundary',
      '  warnings  0 lint, 0 type, 0 schema, 0 boundary',
      `${file('lcov.info')}: lcov`,
      '  coverage  50 %',
    ]);
  });

  it('names files that are not recognised, after the others', () => {
    const { out, error } = run('--json', file('other.txt'), file('lcov.info'));
    expect(JSON.parse(out)).toMatchObject([{ format: null, passed: null }, { format: 'lcov' }]);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toHaveProperty('message', `Nothing is recognised in ${file('other.txt')}.`);
  });

  it('says which file cannot be read', () => {
    expect(run(file('none.txt')).error).toHaveProperty(
      'message',
      expect.stringContaining('none.txt cannot be read'),
    );
    expect(run(folder).error).toHaveProperty('message', expect.stringContaining('cannot be read'));
  });

  it('needs a file', () => {
    expect(() => parseCall(parse, [])).toThrow('FILE is missing');
  });
});
