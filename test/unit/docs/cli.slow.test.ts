import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundles } from '../../../esbuild.mjs';
import { ExperienceDB } from '../../../src/learning/experience-db.js';
import { Ledger } from '../../../src/learning/ledger.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';

const url = 'https://react.dev/learn/hooks';

describe('learning-loop docs', () => {
  let folder: string;
  beforeAll(async () => {
    await loadSqlite();
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'docs-cli-')));
    await build({ ...bundles['cli.cjs'], outfile: join(folder, 'cli.cjs'), logLevel: 'error' });
    copyFileSync('node_modules/sql.js/dist/sql-wasm.wasm', join(folder, 'sql-wasm.wasm'));
    const db = new ExperienceDB(folder);
    db.upsertWebCache(
      url,
      '<main><h1>Rules of Hooks</h1><p>Call them at the top.</p><h2 id="why">Why</h2><p>So.</p></main>',
    );
    db.close();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const docs = (...args: readonly string[]): { status: number | null; out: string; err: string } => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(folder, 'cli.cjs'), 'docs', ...args],
      {
        cwd: folder,
        encoding: 'utf8',
        // Nothing here may ask a site; if it did, it would find none.
        env: { PATH: process.env['PATH'], https_proxy: 'http://me:secret@127.0.0.1:9' },
      },
    );
    return { status, out: stdout, err: stderr };
  };

  it('searches the cache', () => {
    expect(docs('search', 'rules', 'of', 'hooks')).toMatchObject({
      status: 0,
      out: expect.stringContaining(`Rules of Hooks\n  ${url}\n`) as string,
    });
    expect(docs('search', 'hooks', '--prompt').out).toMatch(
      /^# Web Knowledge[^]*<documentation>\n##### Rules of Hooks\n\nCall them/,
    );
    expect(JSON.parse(docs('search', 'why', '--json').out)).toMatchObject([{ url, anchor: 'why' }]);
  });

  it('gets a page, or a part of it', () => {
    expect(docs('get', url).out).toMatch(/^# Rules of Hooks\n\nCall them/);
    expect(docs('get', `${url}#why`).out).toBe('## Why\n\nSo.\n');
  });

  it('lists what is kept', () => {
    expect(docs('list').out).toContain(url);
    expect(JSON.parse(docs('list', '--json').out)).toMatchObject([{ url, kind: 'page' }]);
  });

  it('shows which page served how many runs, and how they scored', () => {
    const ledger = new Ledger(folder);
    const author = { agent: 'script', modelName: null, promptId: null, provenance: 'told' } as const;
    const run = ledger.startRun({ goal: 'g', role: 'coder', complexity: null, author, decisionIds: [] });
    ledger.pages.copied([url]);
    ledger.setVerdict(run.id, 1);
    ledger.finishRun(run.id, {});
    ledger.close();
    expect(docs('list').out).toMatch(/runs +mean score +difference\n.*\n.*1 +1\.00 +too early to tell\n/);
    expect(JSON.parse(docs('list', '--json').out)).toMatchObject([
      { url, runs: 1, meanReward: 1, difference: null },
    ]);
  });

  it('says which proxy it uses, without its password', () => {
    const { err } = docs('list');
    expect(err).toContain('through 127.0.0.1:9');
    expect(err).not.toContain('secret');
  });

  it.each([
    [['search', 'xylophone'], 1, 'Nothing was found.'],
    [['search', 'hooks', '--library', 'nonsense'], 1, 'only for mdn, typescript'],
    [['get', 'https://evil.example/'], 1, 'not on the list'],
    [['get', 'http://react.dev/'], 1, 'only https'],
    [['get', 'https://react.dev/learn/other'], 1, 'could not be reached'],
    [['get'], 2, 'Say the address'],
    [['search'], 2, 'Say what to search'],
    [['nonsense'], 2, 'can search, get or list'],
    [['search', 'x', '--limit', '0'], 2, '--limit is a whole number'],
  ])('says what is wrong with %j', (args, status, why) => {
    const ended = docs(...args);
    expect(ended.status).toBe(status);
    expect(ended.err).toContain(why);
  });
});
