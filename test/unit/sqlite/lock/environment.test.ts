import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeLockEnvironment } from '../../../../src/learning/sqlite/lock/environment.js';

const environment = nodeLockEnvironment();

describe('what the lock knows of the system', () => {
  it('is which processes there are', () => {
    expect(environment.isGone(process.pid)).toBe(false);
    expect(environment.isGone(spawnSync(process.execPath, ['-e', '']).pid)).toBe(true);
  });

  it('is what the files of this process lead to', () => {
    const folder = mkdtempSync(join(tmpdir(), 'learning-loop-environment-'));
    const fd = openSync(join(folder, 'token'), 'wx');
    const inode = String(fstatSync(fd, { bigint: true }).ino);
    expect(environment.descriptor(process.pid, fd)).toMatchObject({ inode });
    closeSync(fd);
    expect(environment.descriptor(process.pid, fd)).not.toMatchObject({ inode });
    rmSync(folder, { recursive: true });
  });

  it.runIf(process.platform === 'linux')(
    'is when a process started and what its files lead to (Linux)',
    async () => {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
      await once(child, 'spawn');
      const pid = child.pid ?? 0;
      expect(environment.process(pid)).toMatchObject({ hasEnded: false });
      expect(environment.process(pid)?.start).not.toBe(environment.process(1)?.start);
      expect(environment.descriptor(pid, 0)).toHaveProperty('inode');
      expect(environment.descriptor(pid, 999)).toBe('closed');
      child.kill('SIGKILL');
      await once(child, 'close');
      expect(environment.process(pid)).toBeUndefined();
      expect(environment.descriptor(pid, 0)).toBe('unknown');
    },
  );
});
