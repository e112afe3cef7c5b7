import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExperienceDB } from '../../../src/learning/experience-db.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { CommandLine } from '../cli/command-line.js';

describe('make-sft', () => {
  let program: CommandLine;
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'make-sft-')));

  beforeAll(async () => {
    await loadSqlite();
    const db = new ExperienceDB(root);
    const pair = { taskSlug: 't', role: 'coder', promptJson: '"/home/x"', outputJson: '"o"' } as const;
    for (const label of [0.95, 0.6]) db.insertPair({ ...pair, label });
    db.insertPair({ ...pair, outputJson: 'no', label: 1 });
    db.close();
    program = await CommandLine.bundle('src/learning/make-sft.ts');
  });
  afterAll(() => {
    program.remove();
    rmSync(root, { recursive: true });
  });

  it('exports and says what it did', () => {
    const { code, out, err } = program.run(root, '.', '--min-reward=0.7', '--limit=1000');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const path = join(root, '.agent', 'sft', 'coder_sft.jsonl');
    expect(out.split('\n').slice(0, 4)).toEqual([
      `coder: 1 example in ${path}, about 6 tokens`,
      expect.stringContaining('fixer: 0 examples'),
      expect.stringContaining('judge: 0 examples'),
      'left out: 1 without a score, or with too low a one, 1 could not be read',
    ]);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(2);
  });

  it('explains itself, and says what is wrong', () => {
    expect(program.run(root, '--help').out).toContain('--min-reward');
    for (const wrong of ['--min-reward=2', '--limit=x', '--nonsense'])
      expect(program.run(root, wrong).code).toBe(2);
    const { code, err } = program.run('/', '/proc');
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('There is no experience database') as string,
    });
  });
});
