import { execFileSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  nodeLockEnvironment,
  type LockEnvironment,
} from '../../../../src/learning/sqlite/lock/environment.js';
import { FileLock } from '../../../../src/learning/sqlite/lock/file-lock.js';
import { inspectLock } from '../../../../src/learning/sqlite/lock/inspect-lock.js';
import type { LockIdentity } from '../../../../src/learning/sqlite/lock/identity.js';
import { reasonOf } from '../temporary-database.js';
import { pretendedIdentity } from './pretended-system.js';

const noLinks = (): never => {
  throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
};

describe.each([
  ['hard links', linkSync],
  ['no hard links', noLinks],
])('the lock on a file system with %s', (_, link) => {
  let folder: string;
  let locks: FileLock[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'learning-loop-lock-'));
    locks = [];
  });

  afterEach(() => {
    for (const lock of locks) lock.close();
    rmSync(folder, { recursive: true });
  });

  const file = (): string => join(folder, 'x.db');
  const held = (): string => join(folder, 'x.db-lock', 'held');
  const create = (environment?: LockEnvironment): FileLock => {
    const lock = new FileLock(file(), { isWriter: true, link, ...(environment && { environment }) });
    locks.push(lock);
    return lock;
  };
  const leave = (identity: LockIdentity): void => {
    mkdirSync(join(folder, 'x.db-lock'), { recursive: true });
    writeFileSync(held(), JSON.stringify(identity));
  };
  /** Someone on this machine whose process is certainly gone. */
  const dead = (): LockIdentity => ({ ...create().identity, id: '1-0-0123456789ab', pid: 2 ** 30 });

  it('is held by one at a time', () => {
    const [one, two] = [create(), create()];
    expect(one.acquire(0)).toBe(true);
    expect(two.acquire(0)).toBe(false);
    one.release();
    expect(two.acquire(0)).toBe(true);
    expect(one.acquire(5)).toBe(false);
  });

  it('is free when it was released as often as taken', () => {
    const [one, two] = [create(), create()];
    one.acquire(0);
    one.acquire(0);
    one.release();
    expect(two.acquire(0)).toBe(false);
    one.release();
    one.release();
    expect(two.acquire(0)).toBe(true);
  });

  it('says who holds it and who else is there', () => {
    const [one, two] = [create(), create()];
    one.acquire(0);
    expect(two.holder()).toMatchObject({ liveness: 'alive', identity: { id: one.identity.id } });
    expect(two.others().map((party) => party.identity?.id)).toEqual([one.identity.id]);
    expect(inspectLock(file()).openers).toHaveLength(2);
  });

  it('leaves nothing behind', () => {
    const lock = create();
    lock.acquire(0);
    lock.acquire(0);
    locks = [];
    lock.close();
    expect(readdirSync(join(folder, 'x.db-lock'))).toEqual([]);
    expect(inspectLock(file())).toEqual({ holder: undefined, openers: [] });
  });

  it('is taken over from the dead', () => {
    leave(dead());
    expect(create().acquire(0)).toBe(true);
  });

  it('is taken over when another died while taking it over', () => {
    const first = dead();
    const second = { ...first, id: '2-0-0123456789ab' };
    leave(first);
    writeFileSync(`${held()}~${first.id}`, JSON.stringify(second));
    expect(create().acquire(1000)).toBe(true);
    expect(readdirSync(join(folder, 'x.db-lock')).filter((name) => name.includes('~'))).toEqual([]);
  });

  it('is not taken over while a living one is taking it over', () => {
    const other = create();
    const identity = dead();
    leave(identity);
    writeFileSync(`${held()}~${identity.id}`, JSON.stringify(other.identity));
    expect(create().acquire(20)).toBe(false);
    expect(existsSync(held())).toBe(true);
  });

  it('is never taken from those of whom nothing is proven', () => {
    leave(pretendedIdentity({ host: 'linux/another-machine/1' }));
    expect(create().acquire(60)).toBe(false);
  });

  it('can be taken from those of whom nothing is proven by who knows better', () => {
    leave(pretendedIdentity({ host: 'linux/another-machine/1' }));
    const lock = create();
    const holder = lock.holder();
    expect(holder?.liveness).toBe('unknown');
    expect(holder && lock.evict(holder)).toBe(true);
    expect(holder && lock.evict(holder)).toBe(false);
    expect(lock.acquire(0)).toBe(true);
  });

  it('is taken from an empty file only when that is old', () => {
    const lock = create();
    writeFileSync(held(), '');
    expect(lock.acquire(0)).toBe(false);
    const before = new Date(Date.now() - 11_000);
    utimesSync(held(), before, before);
    expect(lock.acquire(0)).toBe(true);
  });

  it('sweeps up after the dead', () => {
    const identity = dead();
    const token = join(folder, 'x.db-lock', `t-${identity.id}`);
    writeFileSync(token, JSON.stringify(identity));
    writeFileSync(`${held()}~9-0-0123456789ab`, JSON.stringify(identity));
    const survivor = create();
    expect(existsSync(token)).toBe(false);
    expect(existsSync(`${held()}~9-0-0123456789ab`)).toBe(false);
    expect(survivor.others()).toHaveLength(1);
  });

  it('notices that its folder was deleted', () => {
    const lock = create();
    rmSync(join(folder, 'x.db-lock'), { recursive: true });
    expect(reasonOf(() => lock.acquire(0))).toBe('moved');
  });

  it('does not remove the lock of those who made the folder again', () => {
    const one = create();
    one.acquire(0);
    rmSync(join(folder, 'x.db-lock'), { recursive: true });
    const two = create();
    two.acquire(0);
    one.release();
    expect(create().acquire(0)).toBe(false);
  });

  it('gives back what it has when it cannot be made', () => {
    const failing = { ...nodeLockEnvironment(), nowMs: (): never => noLinks() };
    expect(() => create(failing)).toThrow('EPERM');
    expect(readdirSync(join(folder, 'x.db-lock'))).toEqual([]);
  });

  describe('in a hostile repository', () => {
    it('follows no link', () => {
      symlinkSync(tmpdir(), join(folder, 'x.db-lock'));
      expect(reasonOf(create)).toBe('symlink');
    });

    it('is neither led astray nor blocked by what is in the place of the lock', () => {
      const lock = create();
      symlinkSync('/etc/passwd', held());
      expect(lock.acquire(0)).toBe(false);
      rmSync(held());
      mkdirSync(held());
      expect(lock.acquire(0)).toBe(false);
      rmSync(held(), { recursive: true });
      if (process.platform !== 'win32') {
        execFileSync('mkfifo', [held()]);
        expect(lock.acquire(0)).toBe(false);
      }
    });
  });

  it('takes what Windows says about a file that is being deleted for "not yet"', () => {
    let refusals = 3;
    const reluctant = (existing: string, path: string): void => {
      if (path.endsWith('held') && refusals-- > 0) noLinks();
      linkSync(existing, path);
    };
    const lock = new FileLock(file(), {
      isWriter: true,
      link: reluctant,
      environment: { ...nodeLockEnvironment(), platform: 'win32' },
    });
    locks.push(lock);
    expect(lock.acquire(0)).toBe(false);
    expect(lock.acquire(1000)).toBe(true);
  });
});
