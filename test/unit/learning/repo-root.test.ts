import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ledgerRoot } from '../../../src/learning/repo-root.js';

let base: string;

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'root-')));
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

function git(cwd: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
  execFileSync('git', [...identity, ...args], { cwd, stdio: 'ignore' });
}

function repository(name: string): string {
  const path = join(base, name);
  mkdirSync(join(path, 'packages', 'one'), { recursive: true });
  git(path, 'init');
  git(path, 'commit', '--allow-empty', '-m', 'first');
  return path;
}

describe("the ledger's root", () => {
  it('is the folder itself without git', () => {
    expect(ledgerRoot(base)).toBe(base);
  });

  it('is the root of the repository for a folder inside', () => {
    const repo = repository('repo');
    expect(ledgerRoot(join(repo, 'packages', 'one'))).toBe(repo);
  });

  it('is shared by worktrees', () => {
    const repo = repository('repo');
    git(repo, 'worktree', 'add', '../side');
    expect(ledgerRoot(join(base, 'side'))).toBe(repo);
  });

  it('is not sent elsewhere by a forged .git file', () => {
    const victim = repository('victim');
    const hostile = join(base, 'hostile');
    mkdirSync(join(hostile, 'fake'), { recursive: true });
    writeFileSync(join(hostile, '.git'), 'gitdir: fake\n');
    writeFileSync(join(hostile, 'fake', 'gitdir'), `${join(hostile, '.git')}\n`);
    writeFileSync(join(hostile, 'fake', 'commondir'), `${join(victim, '.git')}\n`);
    expect(ledgerRoot(hostile)).toBe(hostile);
  });
});
