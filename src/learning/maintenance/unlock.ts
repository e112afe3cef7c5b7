import { existsSync } from 'node:fs';
import { resolveDatabasePath } from '../sqlite/database-path.js';
import { FileLock } from '../sqlite/lock/file-lock.js';
import { describeParty, inspectLock, type LockParty } from '../sqlite/lock/inspect-lock.js';
import { UserError } from '../user-error.js';

/**
 * Takes the lock away from whoever left it behind, as far as they are not provably alive.
 * @returns in words, whose traces were removed; empty when there were none
 * @throws {UserError} when the lock's owner is provably alive; {StorageError} `symlink`
 */
export function unlock(database: string): string[] {
  if (!existsSync(database)) return [];
  const file = resolveDatabasePath(database, false);
  const { holder, openers } = inspectLock(file);
  if (holder?.liveness === 'alive') {
    throw new UserError(
      `${file} is locked by ${describeParty(holder)}, which is running. Wait for it, or end it, and try again.`,
    );
  }
  const leftBehind = [holder, ...openers].filter(
    (party): party is LockParty => party !== undefined && party.liveness !== 'alive',
  );
  if (leftBehind.length === 0) return [];
  const lock = new FileLock(file, { isWriter: false });
  try {
    // Opening the lock has removed the provably dead already; the rest is what only a person can decide.
    for (const party of leftBehind) lock.evict(party);
  } finally {
    lock.close();
  }
  return [...new Set(leftBehind.map((party) => describeParty(party)))];
}
