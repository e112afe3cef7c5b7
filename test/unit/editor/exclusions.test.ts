import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Exclusions } from '../../../src/editor/files/exclusions.js';
import { settingDefinitions } from '../../../src/editor/settings.js';

const defaults = settingDefinitions.exclude.default;
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'll-exclusions-'));
  mkdirSync(join(root, 'app'));
  writeFileSync(join(root, '.gitignore'), 'dist/\n*.log\n');
  writeFileSync(join(root, 'app', '.gitignore'), '/generated.ts\n');
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const everything = [
  'src/a.ts',
  'dist/a.js',
  'app/debug.log',
  'app/generated.ts',
  'app/sub/generated.ts',
  'node_modules/x/index.js',
  'app/node_modules/x/index.js',
  '.git/HEAD',
  '.agent/experience.db',
  '.env',
  'app/.env.production',
  'certs/server.pem',
  'home/id_rsa',
  '.npmrc',
];

describe.each([['with git'], ['without git']])('Exclusions %s', (kind) => {
  beforeEach(() => {
    if (kind === 'with git') execFileSync('git', ['init', '--quiet'], { cwd: root });
  });

  it('keeps what is nobody’s business out', async () => {
    const kept = await new Exclusions(root, defaults).keep(everything);
    expect(kept).toEqual(['src/a.ts', 'app/sub/generated.ts']);
  });

  it('takes the patterns of the setting', async () => {
    const kept = await new Exclusions(root, ['secret/**']).keep(['secret/plan.md', 'open/plan.md', '.env']);
    expect(kept).toEqual(['open/plan.md', '.env']);
  });

  it('keeps out what leads elsewhere', async () => {
    expect(await new Exclusions(root, []).keep(['../outside.ts', '/etc/passwd'])).toEqual([]);
  });

  it('has nothing to say about nothing', async () => {
    expect(await new Exclusions(root, defaults).keep([])).toEqual([]);
  });
});

describe('Exclusions', () => {
  it('follows git where a tracked file matches .gitignore', async () => {
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    writeFileSync(join(root, 'kept.log'), '');
    execFileSync('git', ['add', '--force', 'kept.log'], { cwd: root });
    expect(await new Exclusions(root, []).keep(['kept.log', 'other.log'])).toEqual(['kept.log']);
  });
});
