import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LearningLoop } from '../../../src/learning/learning-loop.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { FileLock } from '../../../src/learning/sqlite/lock/file-lock.js';
import { CommandLine, type Ended } from './command-line.js';

const inputs = { compile_pass: true, lint_errors: 2, type_errors: 0, tests_passed: 8, tests_total: 10 };
const more = { coverage_pct: 85, schema_errors: 0, boundary_errors: 0, human_accept: true };

describe('learning-loop', () => {
  let program: CommandLine;
  let repo: string;
  const cli = (...args: readonly string[]): Ended => program.run(repo, ...args);
  const database = (): string => join(repo, '.agent', 'experience.db');

  beforeAll(async () => {
    await loadSqlite();
    program = await CommandLine.bundle('src/cli/main.ts');
  });
  afterAll(() => {
    program.remove();
  });
  beforeEach(() => {
    repo = realpathSync(mkdtempSync(join(tmpdir(), 'cli-')));
    const loop = new LearningLoop(repo);
    loop.recordRun(
      'fix-login',
      'gpt-4o-mini',
      'concise',
      { ...inputs, ...more },
      1200,
      4500,
      '"spec"',
      '"code"',
      'coder',
    );
    loop.recordRun(
      'add-\u001b[31mred',
      'qwen',
      'default',
      { ...inputs, ...more, human_accept: false },
      800,
      1500,
      '""',
      '""',
    );
    loop.close();
    return () => {
      rmSync(repo, { recursive: true, force: true });
    };
  });

  function expectSuccess(ended: Ended, out: string | RegExp): void {
    expect(ended.err).toBe('');
    expect(ended.out).toMatch(out);
    expect(ended.code).toBe(0);
  }
  function expectFailure(ended: Ended, code: number, err: string | RegExp): void {
    expect(ended.err).toMatch(err);
    expect(ended.code).toBe(code);
  }

  it('explains itself', () => {
    expectSuccess(cli('--help'), 'usage: learning-loop COMMAND');
    expectSuccess(cli('backup', '--help'), 'learning-loop backup FILE');
    expectSuccess(cli('help', 'backup'), 'learning-loop backup FILE');
    expectSuccess(cli('--version'), /^\d+\.\d+\.\d+\n$/);
  });

  it('says what is wrong with a call, and ends with 2', () => {
    expectFailure(cli(), 2, 'usage:');
    expectFailure(cli('backup'), 2, 'FILE is missing');
    expectFailure(cli('stat'), 2, /^There is no command "stat"\. Did you mean "stats"\?\n$/);
    expectFailure(cli('zzzzzzzz'), 2, /^There is no command "zzzzzzzz"\.\n\n.*\n[^]*usage:/);
  });

  it('finds the repository from a folder inside it', () => {
    execFileSync('git', ['init', '-q', repo]);
    const inside = join(repo, 'src', 'deep');
    mkdirSync(inside, { recursive: true });
    expectSuccess(program.run('/', 'runs', '--root', inside), 'fix-login');
  });

  it('says so where no database is, and makes none', () => {
    const empty = mkdtempSync(join(tmpdir(), 'cli-empty-'));
    expectFailure(program.run(empty, 'runs'), 1, /^There is no .*database/);
    expectFailure(program.run(empty, 'backup', 'x.db'), 1, /^There is no .*database/);
    expect(existsSync(join(empty, '.agent'))).toBe(false);
    rmSync(empty, { recursive: true });
  });

  it('lists runs', () => {
    const listed = cli('runs');
    expectSuccess(listed, /fix-login +finished +gpt-4o-mini +concise +0\.945 +1/);
    expect(listed.out).not.toContain('\u001b');
    expect(JSON.parse(cli('runs', '--json', '--limit', '1').out)).toMatchObject([{ number: 2, verdict: 0 }]);
  });

  it('shows stats', () => {
    expectSuccess(cli('stats'), /Last 2 runs[^]*0\.820[^]*1000 tokens[^]*3\.0 s[^]*gpt-4o-mini +0\.945 +1/);
  });

  it('answers queries as table and as JSON', () => {
    const sql = 'SELECT id, model_name FROM runs ORDER BY id';
    expect(cli('query', sql).out).toBe('id  model_name\n--  -----------\n 1  gpt-4o-mini\n 2  qwen\n');
    expect(JSON.parse(cli('query', "SELECT 1 AS a, NULL AS b, x'00ff' AS c", '--json').out)).toEqual([
      { a: 1, b: null, c: 'AP8=' },
    ]);
    expectSuccess(cli('query', 'SELECT 1 WHERE 0'), 'No rows.');
    expectFailure(cli('query', 'SELEC 1'), 1, 'syntax error');
  });

  it('changes nothing by a query', () => {
    const before = readFileSync(database());
    expectFailure(cli('query', 'DELETE FROM runs'), 1, 'reading only');
    expect(readFileSync(database()).equals(before)).toBe(true);
  });

  it('backs up and restores', () => {
    expectSuccess(cli('backup', 'copy.db'), 'Copied the database to copy.db');
    rmSync(join(repo, '.agent'), { recursive: true });
    expectSuccess(cli('restore', 'copy.db'), '2 runs');
    expectSuccess(cli('restore', 'copy.db'), 'before-restore');
    expectSuccess(cli('runs'), 'fix-login');
    expectFailure(cli('restore', 'none.db'), 1, 'There is no file');
  });

  it('checks', () => {
    expectSuccess(cli('doctor'), /lock +free[^]*2 runs[^]*no damage found/);
    expect(JSON.parse(cli('doctor', '--json').out)).toMatchObject({ problems: [] });
  });

  it('finds damage and salvages', () => {
    writeFileSync(database(), readFileSync(database()).fill(0, 0, 4096));
    const sick = cli('doctor');
    expect(sick.out).toContain('problem');
    expectFailure(sick, 1, 'wrong');
    expectSuccess(cli('salvage'), /rescued +2 rows of runs[^]*The damaged database is/);
    expectSuccess(cli('runs'), 'fix-login');
  });

  it('unlocks, but never takes a lock from the living', () => {
    expectSuccess(cli('unlock'), 'There is no lock to remove.');
    const lock = new FileLock(database(), { isWriter: true });
    lock.acquire(0);
    try {
      expectFailure(cli('unlock'), 1, `process ${process.pid}`);
    } finally {
      lock.close();
    }
  });
});
