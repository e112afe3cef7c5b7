import { describe, expect, it } from 'vitest';
import { livenessOf } from '../../../../src/learning/sqlite/lock/liveness.js';
import { pretendedIdentity, pretendedSystem } from './pretended-system.js';

const hourMs = 3_600_000;
const gone = { isGone: (): boolean => true };
const noTable = { process: () => undefined };
const noBootId = { bootId: '', ...noTable };

describe('whether the owner of a lock lives', () => {
  it('is so while its process is there and has its token open', () => {
    expect(livenessOf(pretendedIdentity(), pretendedSystem())).toBe('alive');
  });

  it.each([
    ['there is no such process', {}, gone],
    ['the number belongs to another process now', { processStart: '4000' }, {}],
    [
      'the process has ended and nobody has collected it',
      {},
      { process: () => ({ start: '5000', hasEnded: true }) },
    ],
    ['the system was restarted', { bootId: 'boot-0' }, {}],
    ['the thread has ended: its token is closed', { token: { fd: 21, device: '1', inode: '77' } }, {}],
    [
      'the thread has ended and its descriptor is another file now',
      { token: { fd: 20, device: '1', inode: '78' } },
      {},
    ],
    [
      'it is an earlier process with our own number',
      { pid: 100, token: { fd: 9, device: '1', inode: '5' } },
      noTable,
    ],
    ['the system was restarted, seen by how long it is up', { bootId: '', uptimeMs: 11 * hourMs }, noBootId],
    [
      'the system was restarted, seen by the clock',
      { bootId: '', uptimeMs: 1, writtenAtMs: 60 * hourMs },
      noBootId,
    ],
    ['a restart can be seen even in another namespace', { bootId: 'boot-0', pidNamespace: 'pid:[2]' }, {}],
  ])('is not so when %s', (_, identity, system) => {
    expect(livenessOf(pretendedIdentity(identity), pretendedSystem(system))).toBe('dead');
  });

  it.each([
    ['on another machine', { host: 'linux/there/9', bootId: 'boot-9' }, gone],
    ['in another container', { pidNamespace: 'pid:[2]' }, gone],
    ['whose files we may not see', {}, { ...noTable, descriptor: () => 'unknown' as const }],
  ])('is not known of a process %s', (_, identity, system) => {
    expect(livenessOf(pretendedIdentity(identity), pretendedSystem(system))).toBe('unknown');
  });

  it('is so for a process whose files we may not see, when its start proves that it is the same', () => {
    const system = pretendedSystem({ descriptor: () => 'unknown' });
    expect(livenessOf(pretendedIdentity(), system)).toBe('alive');
  });

  it('does not believe a clock that was set by less than a day', () => {
    const identity = pretendedIdentity({ bootId: '', writtenAtMs: 70 * hourMs });
    expect(livenessOf(identity, pretendedSystem(noBootId))).toBe('alive');
  });
});
