import { randomBytes } from 'node:crypto';
import type { LockEnvironment } from './environment.js';

/** Who opened a database, in enough detail that another process can prove whether it is still there. */
export interface LockIdentity {
  /** Unique to this opening; names files in the lock's folder. */
  readonly id: string;
  readonly pid: number;
  readonly threadId: number;
  /** When the process started, in the system's own unit; null where it cannot be known. */
  readonly processStart: string | null;
  /** Platform, host name and machine id. */
  readonly host: string;
  readonly pidNamespace: string;
  /** Changes with every start of the system; empty where there is none. */
  readonly bootId: string;
  /** How long the system had been up, and the clock, when this was written: together they tell a restart where there is no boot id. */
  readonly uptimeMs: number;
  readonly writtenAtMs: number;
  /**
   * The token that the thread keeps open, by descriptor and by file. Node closes a thread's descriptors when the thread
   * ends, however it ends, and only then: so the thread is gone when this descriptor is no longer this file.
   */
  readonly token: { readonly fd: number; readonly device: string; readonly inode: string };
  readonly isWriter: boolean;
}

export function createIdentity(
  environment: LockEnvironment,
  token: { readonly fd: number; readonly device: bigint; readonly inode: bigint },
  id: string,
  isWriter: boolean,
): LockIdentity {
  return {
    id,
    pid: environment.pid,
    threadId: environment.threadId,
    processStart: environment.process(environment.pid)?.start ?? null,
    host: environment.host,
    pidNamespace: environment.pidNamespace,
    bootId: environment.bootId,
    uptimeMs: environment.uptimeMs(),
    writtenAtMs: environment.nowMs(),
    token: { fd: token.fd, device: String(token.device), inode: String(token.inode) },
    isWriter,
  };
}

export function createIdentityId(environment: LockEnvironment): string {
  return `${environment.pid}-${environment.threadId}-${randomBytes(6).toString('hex')}`;
}

/** Reads what `JSON.stringify` made of an identity; undefined for anything else, as the file may come from anywhere. */
export function parseIdentity(text: string): LockIdentity | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isIdentity(value) ? value : undefined;
}

// The id becomes a part of file names.
const idPattern = /^\d{1,10}-\d{1,10}-[\da-f]{12}$/;

function isIdentity(value: unknown): value is LockIdentity {
  if (!isRecord(value)) return false;
  const {
    id,
    pid,
    threadId,
    processStart,
    host,
    pidNamespace,
    bootId,
    uptimeMs,
    writtenAtMs,
    token,
    isWriter,
  } = value;
  return (
    typeof id === 'string' &&
    idPattern.test(id) &&
    // 0 and negative numbers would address whole groups of processes.
    isNatural(pid) &&
    pid > 0 &&
    isNatural(threadId) &&
    (processStart === null || typeof processStart === 'string') &&
    typeof host === 'string' &&
    typeof pidNamespace === 'string' &&
    typeof bootId === 'string' &&
    typeof uptimeMs === 'number' &&
    typeof writtenAtMs === 'number' &&
    isRecord(token) &&
    isNatural(token['fd']) &&
    typeof token['device'] === 'string' &&
    typeof token['inode'] === 'string' &&
    typeof isWriter === 'boolean'
  );
}

function isNatural(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
