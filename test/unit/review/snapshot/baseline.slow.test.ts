import { chmodSync, readdirSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Baseline, type BaselineParts } from '../../../../src/review/snapshot/baseline.js';
import { BlobStore } from '../../../../src/review/snapshot/blob-store.js';
import { GitRepository } from '../../../../src/review/snapshot/git-repository.js';
import { commit, git, MemoryRecords, useSandbox, write } from './sandbox.js';

const sandbox = useSandbox();
const opened: GitRepository[] = [];
const everything = { isPending: () => false, changedBeforeMs: Infinity };

afterEach(() => {
  for (const repository of opened.splice(0)) repository.dispose();
});

async function open(records: MemoryRecords, parts: Partial<BaselineParts> = {}): Promise<Baseline> {
  const repository = await GitRepository.find(sandbox.root);
  if (repository !== null) opened.push(repository);
  const choose = async (paths: readonly string[]): Promise<readonly string[]> =>
    Promise.resolve(paths.filter((path) => !/^\.agent|secret/.test(path)));
  const blobs = new BlobStore(join(sandbox.root, '.agent', 'blobs'));
  return Baseline.open({ root: sandbox.root, git: repository, blobs, records, choose, ...parts });
}

async function words(baseline: Baseline, path: string): Promise<string | null> {
  const state = await baseline.contentAt(path);
  if (typeof state === 'string') return `(${state})`;
  return state.content && Buffer.from(state.content).toString('utf8');
}

describe('Baseline in a git repository', () => {
  it('has clean files from git and copies of the others, before and after a restart', async () => {
    write(sandbox.root, { 'run.sh': 'run\n' });
    chmodSync(join(sandbox.root, 'run.sh'), 0o755);
    commit(sandbox.root, { 'clean.txt': 'clean\n', 'dirty.txt': 'old\n', 'gone.txt': 'gone\n' });
    write(sandbox.root, { 'dirty.txt': 'new\r\n', 'untracked.txt': 'mine', 'secret.txt': 'x' });
    rmSync(join(sandbox.root, 'gone.txt'));
    const records = new MemoryRecords();
    const first = await open(records);
    expect(await words(first, 'clean.txt')).toBe('(notYet)');
    await first.capture(everything);
    write(sandbox.root, {
      'clean.txt': '!',
      'dirty.txt': '!',
      'untracked.txt': '!',
      'gone.txt': '!',
      'run.sh': '!',
    });
    const second = await open(records);
    const edited = new Set(['clean.txt', 'dirty.txt', 'untracked.txt', 'gone.txt', 'run.sh']);
    await second.capture({ ...everything, isPending: (path) => edited.has(path) });
    for (const baseline of [first, second]) {
      expect(await words(baseline, 'clean.txt')).toBe('clean\n');
      expect(await words(baseline, 'dirty.txt')).toBe('new\r\n');
      expect(await words(baseline, 'untracked.txt')).toBe('mine');
      expect(await words(baseline, 'gone.txt')).toBeNull();
      expect(await words(baseline, 'made-later.txt')).toBeNull();
      expect(await baseline.contentAt('run.sh')).toMatchObject({ executable: true });
    }
    expect([...records.entries.keys()].toSorted()).toEqual(['dirty.txt', 'gone.txt', 'untracked.txt']);
  });

  it('reads nothing twice, and saves nothing when nothing changed', async () => {
    commit(sandbox.root, { 'a.txt': 'a\n' });
    write(sandbox.root, { 'a.txt': 'b\n' });
    const records = new MemoryRecords();
    const baseline = await open(records);
    await baseline.capture(everything);
    rmSync(join(sandbox.root, '.agent'), { recursive: true });
    await baseline.capture(everything);
    expect(records.saves).toBe(1);
    expect(await words(baseline, 'a.txt')).toBe('(lost)');
    write(sandbox.root, { 'a.txt': 'c\n' });
    utimesSync(join(sandbox.root, 'a.txt'), 0, 0);
    await baseline.capture(everything);
    expect(await words(baseline, 'a.txt')).toBe('c\n');
  });

  it('does not take for granted what changed a moment ago, and names it', async () => {
    commit(sandbox.root, { 'a.txt': 'a\n', 'gone.txt': 'gone\n' });
    const baseline = await open(new MemoryRecords());
    await baseline.capture(everything);
    write(sandbox.root, { 'a.txt': 'b\n', 'new.txt': 'new' });
    rmSync(join(sandbox.root, 'gone.txt'));
    const recent = await baseline.capture({ isPending: () => false, changedBeforeMs: Date.now() - 60_000 });
    expect(recent.toSorted()).toEqual(['a.txt', 'gone.txt', 'new.txt']);
    expect(await words(baseline, 'a.txt')).toBe('a\n');
    expect(await words(baseline, 'gone.txt')).toBe('gone\n');
    expect(await words(baseline, 'new.txt')).toBeNull();
  });

  it('follows HEAD with its clean files and keeps the others', async () => {
    const first = commit(sandbox.root, { 'a.txt': 'one\n', 'b.txt': 'b\n' });
    const records = new MemoryRecords();
    const baseline = await open(records);
    await baseline.capture(everything);
    await baseline.set(new Map([['b.txt', { content: Buffer.from('typed\n'), executable: false }]]));
    const second = commit(sandbox.root, { 'a.txt': 'two\n' });
    expect(await words(baseline, 'a.txt')).toBe('one\n');
    await baseline.moveHead(second);
    expect([await words(baseline, 'a.txt'), await words(baseline, 'b.txt')]).toEqual(['two\n', 'typed\n']);
    expect([baseline.commit, records.commit]).toEqual([second, second]);
    expect(first).not.toBe(second);
  });

  it('forgets copies of files that are clean again', async () => {
    commit(sandbox.root, { 'a.txt': 'a\n' });
    write(sandbox.root, { 'a.txt': 'b\n' });
    const records = new MemoryRecords();
    const baseline = await open(records);
    await baseline.capture(everything);
    expect(baseline.neededBlobs().size).toBe(1);
    git(sandbox.root, 'commit', '--all', '--quiet', '--message=b');
    await baseline.capture(everything);
    expect(records.entries.size).toBe(0);
    expect(await words(baseline, 'a.txt')).toBe('b\n');
  });

  it('names what it does not cover, and why', async () => {
    commit(sandbox.root, { 'a.txt': 'a\n', 'small.txt': 'small\n' });
    write(sandbox.root, {
      'a.txt': 'too much for ten bytes',
      'small.txt': 'x',
      'large.bin': new Uint8Array(6 * 2 ** 20),
    });
    symlinkSync('/etc', join(sandbox.root, 'link'));
    commit(sandbox.root, {});
    write(sandbox.root, {
      'a.txt': 'too much for ten bytes again',
      'large.bin': new Uint8Array(7 * 2 ** 20),
    });
    rmSync(join(sandbox.root, 'link'));
    symlinkSync('/usr', join(sandbox.root, 'link'));
    const blobs = new BlobStore(join(sandbox.root, '.agent', 'blobs'), 10);
    const baseline = await open(new MemoryRecords(), { blobs });
    await baseline.capture(everything);
    expect(Object.fromEntries(baseline.uncovered)).toEqual({
      'a.txt': 'full',
      'large.bin': 'tooLarge',
      link: 'link',
    });
    expect(await words(baseline, 'a.txt')).toBe('(full)');
  });

  it('sees what another window recorded', async () => {
    commit(sandbox.root, { 'a.txt': 'a\n' });
    const records = new MemoryRecords();
    const [one, other] = [await open(records), await open(records)];
    await one.capture(everything);
    await other.capture(everything);
    await one.set(new Map([['a.txt', { content: null, executable: false }]]));
    await other.reload();
    expect(await words(other, 'a.txt')).toBeNull();
  });
});

describe('Baseline of a folder without git', () => {
  it('copies everything that may be looked at', async () => {
    write(sandbox.root, { 'a.txt': 'a', 'deep/er/b.txt': 'b', 'secret/c.txt': 'c' });
    const baseline = await open(new MemoryRecords());
    await baseline.capture(everything);
    write(sandbox.root, { 'a.txt': '!' });
    rmSync(join(sandbox.root, 'deep'), { recursive: true });
    expect([await words(baseline, 'a.txt'), await words(baseline, 'deep/er/b.txt')]).toEqual(['a', 'b']);
    expect(await words(baseline, 'new.txt')).toBeNull();
    expect(readdirSync(join(sandbox.root, '.agent', 'blobs'))).toHaveLength(2);
  });

  it('does not take a removal of a moment ago for granted', async () => {
    write(sandbox.root, { 'a.txt': 'a' });
    const baseline = await open(new MemoryRecords());
    await baseline.capture(everything);
    rmSync(join(sandbox.root, 'a.txt'));
    expect(await baseline.capture({ isPending: () => false, changedBeforeMs: Date.now() - 60_000 })).toEqual([
      'a.txt',
    ]);
    expect(await words(baseline, 'a.txt')).toBe('a');
    await baseline.capture(everything);
    expect(await words(baseline, 'a.txt')).toBeNull();
  });
});
