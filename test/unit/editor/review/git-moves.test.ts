import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindOfMove } from '../../../../src/editor/review/service/git-moves.js';

const folder = mkdtempSync(join(tmpdir(), 'git-moves-'));

function git(...args: string[]): void {
  const settings = ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'advice.detachedHead=false'];
  execFileSync('git', [...settings, ...args], { cwd: folder, stdio: 'pipe' });
}

function commit(file: string): void {
  writeFileSync(join(folder, file), file);
  git('add', '.');
  git('commit', '--quiet', `--message=add ${file}: (start)`);
}

/** What the last move was, by git's own log. */
function last(): string {
  const log = readFileSync(join(folder, '.git', 'logs', 'HEAD'), 'utf8');
  return kindOfMove(log.trimEnd().split('\n').at(-1) ?? '');
}

beforeAll(() => {
  git('init', '--quiet', '--initial-branch=main');
  commit('a');
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a move of HEAD', () => {
  it('is a commit, also an amended one', () => {
    commit('b');
    expect(last()).toBe('commit');
    git('commit', '--quiet', '--amend', '--message=b: again');
    expect(last()).toBe('commit');
  });

  it('leads onward where a commit comes on top that changes files', () => {
    git('revert', '--no-edit', 'HEAD');
    expect(last()).toBe('onward');
    git('checkout', '--quiet', '-b', 'side', 'HEAD~2');
    commit('c');
    git('checkout', '--quiet', 'main');
    git('cherry-pick', 'side');
    expect(last()).toBe('onward');
    git('merge', '--quiet', '--no-edit', 'side');
    expect(last()).toBe('onward');
    git('checkout', '--quiet', 'side');
    git('pull', '--quiet', '--no-rebase', '.', 'main');
    expect(last()).toBe('onward');
  });

  it('leads elsewhere with a checkout, a reset and a rebase', () => {
    git('checkout', '--quiet', '-b', 'other', 'main~1');
    expect(last()).toBe('head');
    git('reset', '--quiet', '--hard', 'HEAD~1');
    expect(last()).toBe('head');
    commit('d');
    git('rebase', '--quiet', 'side');
    expect(last()).toBe('head');
    git('reset', '--quiet', '--hard', 'HEAD~1');
    commit('e');
    git('checkout', '--quiet', '-b', 'far', 'main~1');
    commit('f');
    git('pull', '--quiet', '--rebase', '.', 'other');
    expect(last()).toBe('head');
  });
});
