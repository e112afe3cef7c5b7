import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemErrorCode } from '../errors.js';
import { nodeLockEnvironment, type LockEnvironment } from './environment.js';
import type { LockIdentity } from './identity.js';
import { livenessOf, type Liveness } from './liveness.js';
import { lockFolderOf, readLockFile } from './lock-folder.js';

/** Somebody who left a file in the lock's folder. */
export interface LockParty {
  readonly file: string;
  /** Undefined when the file says nothing readable. */
  readonly identity: LockIdentity | undefined;
  readonly liveness: Liveness;
}

export interface LockInspection {
  /** Who holds the lock at this moment. */
  readonly holder: LockParty | undefined;
  /** Everybody who has the database open, this process included. */
  readonly openers: readonly LockParty[];
}

/** The name of the file that is the lock: who manages to create it holds the lock. */
export const heldName = 'held';
/** The beginning of the names of tokens: one for everybody who has the database open. */
export const tokenPrefix = 't-';

// Who stops between creating a file and writing it, which is possible only without hard links, leaves it empty.
const emptyForTooLongMs = 10_000;

/** Looks at the lock of a database without taking or changing anything. */
export function inspectLock(
  databaseFile: string,
  environment: LockEnvironment = nodeLockEnvironment(),
): LockInspection {
  const folder = lockFolderOf(databaseFile);
  const openers: LockParty[] = [];
  for (const name of namesIn(folder)) {
    if (!name.startsWith(tokenPrefix)) continue;
    const party = partyAt(join(folder, name), environment);
    if (party !== undefined) openers.push(party);
  }
  return { holder: partyAt(join(folder, heldName), environment), openers };
}

/** Who wrote the file; undefined when it is not there. */
export function partyAt(file: string, environment: LockEnvironment): LockParty | undefined {
  const content = readLockFile(file);
  switch (content.kind) {
    case 'none':
      return undefined;
    case 'unreadable': {
      const isLeftOver = content.modifiedAtMs < environment.nowMs() - emptyForTooLongMs;
      return { file, identity: undefined, liveness: isLeftOver ? 'dead' : 'unknown' };
    }
    case 'identity':
      return { file, identity: content.identity, liveness: livenessOf(content.identity, environment) };
  }
}

/** In plain words, for messages: "process 123 on this computer". */
export function describeParty(
  party: LockParty,
  environment: LockEnvironment = nodeLockEnvironment(),
): string {
  if (party.identity === undefined) return `whatever left ${party.file}`;
  const { pid, host } = party.identity;
  const place = host === environment.host ? 'this computer' : (host.split('/')[1] ?? 'another computer');
  return `process ${pid} on ${place}`;
}

export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
