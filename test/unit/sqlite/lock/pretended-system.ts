import type { LockEnvironment, OpenDescriptor } from '../../../../src/learning/sqlite/lock/environment.js';
import type { LockIdentity } from '../../../../src/learning/sqlite/lock/identity.js';

const hourMs = 3_600_000;

/** A system that has been up for ten hours, as process 100 of it sees it. Process 200 lives, and has its token open as 20. */
export function pretendedSystem(changes: Partial<LockEnvironment> = {}): LockEnvironment {
  return {
    platform: 'linux',
    pid: 100,
    threadId: 0,
    host: 'linux/here/1234',
    pidNamespace: 'pid:[1]',
    bootId: 'boot-1',
    uptimeMs: () => 10 * hourMs,
    nowMs: () => 100 * hourMs,
    isGone: (pid) => pid !== 100 && pid !== 200,
    process: () => ({ start: '5000', hasEnded: false }),
    descriptor: (_, fd): OpenDescriptor => (fd === 20 ? { device: '1', inode: '77' } : 'closed'),
    ...changes,
  };
}

/** Process 200 of that system, which opened the database an hour ago. */
export function pretendedIdentity(changes: Partial<LockIdentity> = {}): LockIdentity {
  return {
    id: '200-0-0123456789ab',
    pid: 200,
    threadId: 0,
    processStart: '5000',
    host: 'linux/here/1234',
    pidNamespace: 'pid:[1]',
    bootId: 'boot-1',
    uptimeMs: 9 * hourMs,
    writtenAtMs: 99 * hourMs,
    token: { fd: 20, device: '1', inode: '77' },
    isWriter: true,
    ...changes,
  };
}
