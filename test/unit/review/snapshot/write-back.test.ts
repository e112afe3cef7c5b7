import {
  chmodSync,
  existsSync,
  watch,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFileState } from '../../../../src/review/snapshot/file-state.js';
import { isDraft, writeBack } from '../../../../src/review/snapshot/write-back.js';
import { eventually } from '../../../support/eventually.js';
import { useSandbox, write } from './sandbox.js';

const sandbox = useSandbox();
const state = (content: string | null, executable = false): Parameters<typeof writeBack>[2] => ({
  content: content === null ? null : Buffer.from(content),
  executable,
});

describe('writeBack', () => {
  it.each([true, false])(
    'makes folders, bytes and the executable bit (%s) as they were',
    async (executable) => {
      await writeBack(sandbox.root, 'a/b/c.txt', state('\u{feff}x\r\n', executable));
      const found = await readFileState(sandbox.root, 'a/b/c.txt');
      expect(found).toMatchObject({ state: state('\u{feff}x\r\n', executable) });
      expect(readdirSync(join(sandbox.root, 'a/b'))).toEqual(['c.txt']);
    },
  );

  it('changes no other permission', async () => {
    write(sandbox.root, { 'secret.sh': 'new' });
    chmodSync(join(sandbox.root, 'secret.sh'), 0o600);
    await writeBack(sandbox.root, 'secret.sh', state('old', true));
    expect(statSync(join(sandbox.root, 'secret.sh')).mode & 0o777).toBe(0o700);
    await writeBack(sandbox.root, 'secret.sh', state('old'));
    expect(statSync(join(sandbox.root, 'secret.sh')).mode & 0o777).toBe(0o600);
  });

  it('lets those who watch the folder know its drafts', async () => {
    write(sandbox.root, { 'a.txt': 'new' });
    const seen = new Set<string | null>();
    const watcher = watch(sandbox.root, (_, name) => seen.add(name));
    await writeBack(sandbox.root, 'a.txt', state('old'));
    await eventually('the file is seen', () => seen.has('a.txt'));
    watcher.close();
    const others = [...seen].filter((name) => name !== 'a.txt');
    expect(others.length).toBeGreaterThan(0);
    expect(others.every((name) => name !== null && isDraft(`folder/${name}`))).toBe(true);
    expect(isDraft('a.txt')).toBe(false);
  });

  it('removes a file, and one that is gone already', async () => {
    write(sandbox.root, { 'a.txt': 'a' });
    await writeBack(sandbox.root, 'a.txt', state(null));
    await writeBack(sandbox.root, 'a.txt', state(null));
    await writeBack(sandbox.root, 'no/folder/a.txt', state(null));
    expect(readdirSync(sandbox.root)).toEqual([]);
  });

  it('removes folders that were made for the file and are empty', async () => {
    write(sandbox.root, { 'made/deep/a.txt': 'a', 'kept/deep/a.txt': 'a', 'kept/b.txt': 'b' });
    await writeBack(sandbox.root, 'made/deep/a.txt', state(null));
    await writeBack(sandbox.root, 'kept/deep/a.txt', state(null));
    expect(readdirSync(sandbox.root)).toEqual(['kept']);
    expect(readdirSync(join(sandbox.root, 'kept'))).toEqual(['b.txt']);
  });

  it('leaves a file alone that is not what it was taken for', async () => {
    write(sandbox.root, { 'a.txt': 'written meanwhile' });
    expect(await writeBack(sandbox.root, 'a.txt', state('old'), state('new'))).toBe(false);
    expect(await writeBack(sandbox.root, 'a.txt', state(null), state('new'))).toBe(false);
    expect(readdirSync(sandbox.root)).toEqual(['a.txt']);
    expect(await writeBack(sandbox.root, 'a.txt', state('old'), state('written meanwhile'))).toBe(true);
  });

  it.each([
    '../out.txt',
    'a/../../out.txt',
    '/tmp/out.txt',
    'a//b',
    './a',
    '',
    '.git/config',
    'a/.GIT/hooks/x',
  ])('leaves %j alone', async (path) => {
    await expect(writeBack(sandbox.root, path, state('x'))).rejects.toThrow('left alone');
    expect(readdirSync(sandbox.root)).toEqual([]);
  });

  it('goes through no link and over nothing but files', async () => {
    const elsewhere = join(sandbox.root, 'elsewhere');
    write(sandbox.root, { 'elsewhere/kept.txt': 'kept', 'root/file': '' });
    const root = join(sandbox.root, 'root');
    symlinkSync(elsewhere, join(root, 'folder'));
    symlinkSync(join(elsewhere, 'kept.txt'), join(root, 'link.txt'));
    mkdirSync(join(root, 'place'));
    for (const path of ['folder/kept.txt', 'folder/new.txt', 'link.txt', 'place', 'file/below']) {
      await expect(writeBack(root, path, state('x'))).rejects.toThrow(/left alone|not a file any more/);
    }
    await expect(writeBack(root, 'folder/kept.txt', state(null))).rejects.toThrow('left alone');
    expect(readFileSync(join(elsewhere, 'kept.txt'), 'utf8')).toBe('kept');
    expect(existsSync(join(elsewhere, 'new.txt'))).toBe(false);
    expect(readdirSync(root).toSorted()).toEqual(['file', 'folder', 'link.txt', 'place']);
  });
});
