import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { FileState } from '../../../../src/review/snapshot/file-state.js';
import { GitRepository } from '../../../../src/review/snapshot/git-repository.js';
import { commit, git, useSandbox, write } from './sandbox.js';

const sandbox = useSandbox();
const opened: GitRepository[] = [];

async function find(folder = sandbox.root): Promise<GitRepository> {
  const repository = await GitRepository.find(folder);
  if (repository === null) throw new Error(`no repository in ${folder}`);
  opened.push(repository);
  return repository;
}

afterEach(() => {
  for (const repository of opened.splice(0)) repository.dispose();
});

function words(state: FileState | string): string | null {
  if (typeof state === 'string') return state;
  return state.content === null ? null : Buffer.from(state.content).toString('utf8');
}

describe('GitRepository', () => {
  it('is not found where there is none', async () => {
    expect(await GitRepository.find(sandbox.root)).toBeNull();
    expect(await GitRepository.find(join(sandbox.root, 'missing'))).toBeNull();
  });

  it('knows no commit before the first one', async () => {
    git(sandbox.root, 'init', '--quiet');
    write(sandbox.root, { 'a.txt': 'a' });
    const repository = await find();
    expect(await repository.head()).toBeNull();
    expect(await repository.status()).toEqual({ commit: null, paths: ['a.txt'], repositories: [] });
  });

  it('lists what is not as in the commit, staged or not, with odd names', async () => {
    const names = ['plain.txt', 'with space.txt', 'line\nbreak.txt', 'ünïcode.txt', '-flag.txt', '*.txt'];
    const first = commit(sandbox.root, {
      ...Object.fromEntries(names.map((name) => [name, 'before\n'])),
      'clean.txt': 'clean\n',
      'gone.txt': 'gone\n',
      'renamed.txt': 'renamed\n',
      '.gitignore': 'ignored.txt\n',
    });
    write(sandbox.root, Object.fromEntries(names.map((name) => [name, 'after\n'])));
    write(sandbox.root, { 'ignored.txt': '', 'folder/new.txt': '', 'staged.txt': '' });
    rmSync(join(sandbox.root, 'gone.txt'));
    renameSync(join(sandbox.root, 'renamed.txt'), join(sandbox.root, 'other.txt'));
    git(sandbox.root, 'add', 'staged.txt', 'renamed.txt', 'other.txt');
    const repository = await find();
    const status = await repository.status();
    expect(status.commit).toBe(first);
    expect(status.paths.toSorted()).toEqual(
      [...names, 'folder/new.txt', 'gone.txt', 'other.txt', 'renamed.txt', 'staged.txt'].toSorted(),
    );
    for (const name of names) expect(words(await repository.read(first, name))).toBe('before\n');
    expect(words(await repository.read(first, 'missing.txt'))).toBeNull();
  });

  it('reads bytes and the executable bit of any commit, many at once', async () => {
    const binary = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    write(sandbox.root, { 'run.sh': '#!/bin/sh\n', binary, empty: '' });
    chmodSync(join(sandbox.root, 'run.sh'), 0o755);
    const first = commit(sandbox.root, {});
    const second = commit(sandbox.root, { 'run.sh': 'second\n' });
    const repository = await find();
    const [script, later, bytes, empty] = await Promise.all([
      repository.read(first, 'run.sh'),
      repository.read(second, 'run.sh'),
      repository.read(first, 'binary'),
      repository.read(first, 'empty'),
    ]);
    expect(script).toMatchObject({ executable: true });
    expect(words(script)).toBe('#!/bin/sh\n');
    expect(words(later)).toBe('second\n');
    expect(bytes).toEqual({ content: binary, executable: false });
    expect(words(empty)).toBe('');
    expect(await repository.changedPaths(first, second)).toEqual(['run.sh']);
  });

  it('reads a file that others stand before in its folder', async () => {
    const first = commit(sandbox.root, { 'src/a.txt': 'a\n', 'src/in/b.txt': 'b\n', 'src/z.txt': 'z\n' });
    const repository = await find();
    expect(words(await repository.read(first, 'src/z.txt'))).toBe('z\n');
    expect(words(await repository.read(first, 'src/in/b.txt'))).toBe('b\n');
    expect(words(await repository.read(first, 'src/in/none.txt'))).toBeNull();
    expect(words(await repository.read(first, 'src/z.txt/none.txt'))).toBeNull();
    expect(words(await repository.read(first, 'none/none.txt'))).toBeNull();
    expect(await repository.read(first, 'src')).toBe('notAFile');
    expect(await repository.read('1'.repeat(40), 'src/z.txt')).toBe('lost');
  });

  it('works in a folder of a checkout and in a linked worktree', async () => {
    const first = commit(sandbox.root, { 'top.txt': 'top\n', 'part/in.txt': 'in\n' });
    write(sandbox.root, { 'top.txt': 'x', 'part/in.txt': 'y', 'part/new.txt': 'z' });
    const part = await find(join(sandbox.root, 'part'));
    expect((await part.status()).paths).toEqual(['in.txt', 'new.txt']);
    expect(words(await part.read(first, 'in.txt'))).toBe('in\n');
    git(sandbox.root, 'worktree', 'add', '--quiet', 'linked', '-b', 'other');
    const linked = await find(join(sandbox.root, 'linked'));
    expect(await linked.head()).toBe(first);
    expect((await linked.status()).paths).toEqual([]);
    expect(linked.gitDir).toContain(join('.git', 'worktrees', 'linked'));
  });

  it('reads the bytes that were on the disk where line endings are converted', async () => {
    const first = commit(sandbox.root, { '.gitattributes': '*.txt text=auto\n', 'lf.txt': 'a\nb\n' });
    write(sandbox.root, { 'crlf.txt': 'a\r\nb\r\n', 'mixed.txt': 'a\r\nb\nc\n' });
    git(sandbox.root, 'add', '--all');
    git(sandbox.root, 'commit', '--quiet', '--message=endings');
    const repository = await find();
    const head = (await repository.head()) ?? '';
    expect((await repository.status()).paths).toEqual([]);
    write(sandbox.root, { 'crlf.txt': 'changed', 'mixed.txt': 'changed', 'lf.txt': 'changed' });
    expect(words(await repository.read(first, 'lf.txt'))).toBe('a\nb\n');
    expect(words(await repository.read(head, 'crlf.txt'))).toBe('a\r\nb\r\n');
    expect(await repository.read(head, 'mixed.txt')).toBe('converted');
  });

  it('says so where a filter makes the file, and does not start it', async () => {
    const marker = join(sandbox.root, 'started');
    git(sandbox.root, 'init', '--quiet');
    git(sandbox.root, 'config', 'filter.mine.clean', 'sed s/disk/object-longer/');
    const first = commit(sandbox.root, { '.gitattributes': '*.big filter=mine\n', 'a.big': 'disk\n' });
    git(sandbox.root, 'config', 'filter.mine.clean', `touch ${marker}; cat`);
    git(sandbox.root, 'config', 'filter.mine.smudge', `touch ${marker}; cat`);
    const repository = await find();
    expect(await repository.read(first, 'a.big')).toBe('converted');
    // Of the same size, so that git would have to compare what its filter makes of it.
    write(sandbox.root, { 'a.big': 'edit\n' });
    expect((await repository.status()).paths).toEqual(['a.big']);
    expect(existsSync(marker)).toBe(false);
  });

  it.each(['core.fsmonitor', 'core.pager', 'diff.external'])('starts no program named in %s', async (key) => {
    const first = commit(sandbox.root, { 'a.txt': 'a\n' });
    const second = commit(sandbox.root, { 'a.txt': 'b\n' });
    const marker = join(sandbox.root, '.git', 'started');
    const program = join(sandbox.root, '.git', 'program');
    writeFileSync(program, `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    git(sandbox.root, 'config', key, program);
    git(sandbox.root, 'config', 'core.hooksPath', join(sandbox.root, '.git'));
    renameSync(program, join(sandbox.root, '.git', 'post-index-change'));
    symlinkSync('post-index-change', program);
    write(sandbox.root, { 'a.txt': 'c\n' });
    const repository = await find();
    await repository.status();
    await repository.changedPaths(first, second);
    await repository.read(first, 'a.txt');
    expect(existsSync(marker)).toBe(false);
  });

  it('names submodules and repositories inside, and does not look into them', async () => {
    const inner = join(sandbox.root, 'inner');
    mkdirSync(inner);
    commit(inner, { 'a.txt': 'a\n' });
    git(sandbox.root, 'init', '--quiet');
    const first = commit(sandbox.root, { 'top.txt': 'top\n' });
    commit(inner, { 'a.txt': 'b\n' });
    mkdirSync(join(sandbox.root, 'other'));
    commit(join(sandbox.root, 'other'), { 'b.txt': 'b\n' });
    const repository = await find();
    expect(await repository.status()).toMatchObject({ paths: [], repositories: ['inner', 'other'] });
    expect(await repository.read(first, 'inner')).toBe('repository');
    expect(await repository.read(first, 'inner/a.txt')).toBe('repository');
  });

  it('does not follow links', async () => {
    symlinkSync('/etc', join(sandbox.root, 'link'));
    const first = commit(sandbox.root, {});
    const repository = await find();
    expect(await repository.read(first, 'link')).toBe('link');
    expect(await repository.read(first, 'link/hostname')).toBe('link');
  });

  it('notices that git is at work', async () => {
    commit(sandbox.root, { 'a.txt': 'a\n' });
    const repository = await find();
    expect(await repository.isBusy()).toBe(false);
    write(sandbox.root, { '.git/index.lock': '' });
    expect(await repository.isBusy()).toBe(true);
  });

  it('reads on when its process ends meanwhile', async () => {
    const first = commit(sandbox.root, { 'a.txt': 'a\n', 'b.txt': 'b\n' });
    const repository = await find();
    const reading = Promise.all([repository.read(first, 'a.txt'), repository.read(first, 'b.txt')]);
    repository.dispose();
    expect((await reading).map(words)).toEqual(['a\n', 'b\n']);
  });

  it('knows the objects of a repository with SHA-256', async () => {
    git(sandbox.root, 'init', '--quiet', '--object-format=sha256');
    const first = commit(sandbox.root, { 'deep/er/a.txt': 'a\n' });
    expect(first).toHaveLength(64);
    expect(words(await (await find()).read(first, 'deep/er/a.txt'))).toBe('a\n');
  });

  it('refuses what is not the name of a commit', async () => {
    commit(sandbox.root, { 'a.txt': 'a\n' });
    const repository = await find();
    await expect(repository.read('--help', 'a.txt')).rejects.toThrow(RangeError);
  });

  it('starts reading again after its process was ended', async () => {
    const first = commit(sandbox.root, { 'a.txt': 'a\n' });
    const repository = await find();
    expect(words(await repository.read(first, 'a.txt'))).toBe('a\n');
    repository.dispose();
    expect(words(await repository.read(first, 'a.txt'))).toBe('a\n');
  });
});
