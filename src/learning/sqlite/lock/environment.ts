import { fstatSync, readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { threadId } from 'node:worker_threads';
import { systemErrorCode } from '../errors.js';

/** What a file descriptor of a process leads to; `unknown` when we may not look. */
export type OpenDescriptor = 'closed' | 'unknown' | { readonly device: string; readonly inode: string };

/** What the lock must know of the system to tell the living from the dead. Tests put other systems here. */
export interface LockEnvironment {
  readonly platform: string;
  readonly pid: number;
  readonly threadId: number;
  readonly host: string;
  readonly pidNamespace: string;
  readonly bootId: string;
  uptimeMs(): number;
  nowMs(): number;
  /** True only when there certainly is no process of this number. */
  isGone(pid: number): boolean;
  /** From the system's process table; undefined where it has none that we can read. */
  process(pid: number): { readonly start: string; readonly hasEnded: boolean } | undefined;
  descriptor(pid: number, fd: number): OpenDescriptor;
}

export function nodeLockEnvironment(): LockEnvironment {
  return {
    platform: process.platform,
    pid: process.pid,
    threadId,
    host: `${process.platform}/${hostname()}/${textOf('/etc/machine-id')}`,
    pidNamespace: linkAt('/proc/self/ns/pid'),
    bootId: textOf('/proc/sys/kernel/random/boot_id'),
    uptimeMs: () => Math.round(uptime() * 1000),
    nowMs: () => Date.now(),
    isGone,
    process: processInTable,
    descriptor: (pid, fd) => (pid === process.pid ? ownDescriptor(fd) : descriptorInTable(pid, fd)),
  };
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return systemErrorCode(error) === 'ESRCH';
  }
}

function processInTable(pid: number): { start: string; hasEnded: boolean } | undefined {
  const stat = textOf(`/proc/${pid}/stat`);
  // The name, in brackets, may contain anything; after it: state, ..., and the start time as field 22 of the whole line.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, start] = [fields[0], fields[19]];
  if (state === undefined || start === undefined) return undefined;
  return { start, hasEnded: (state === 'Z' || state === 'X') && hasOneThread(pid) };
}

/** A process shows as a zombie when its first thread has ended; another thread may still be inside a write. */
function hasOneThread(pid: number): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).length <= 1;
  } catch {
    return false;
  }
}

function ownDescriptor(fd: number): OpenDescriptor {
  try {
    return place(fstatSync(fd, { bigint: true }));
  } catch (error) {
    return systemErrorCode(error) === 'EBADF' ? 'closed' : 'unknown';
  }
}

function descriptorInTable(pid: number, fd: number): OpenDescriptor {
  const table = `/proc/${pid}/fd`;
  try {
    return place(statSync(`${table}/${fd}`, { bigint: true }));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') return 'unknown';
  }
  // A process that is being killed loses its whole table at once, perhaps before its last write has ended.
  try {
    return readdirSync(table).length > 0 ? 'closed' : 'unknown';
  } catch {
    return 'unknown';
  }
}

function place(stat: { readonly dev: bigint; readonly ino: bigint }): { device: string; inode: string } {
  return { device: String(stat.dev), inode: String(stat.ino) };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1').trim();
  } catch {
    return '';
  }
}

function linkAt(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
