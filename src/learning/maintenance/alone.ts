import { StorageError } from '../sqlite/errors.js';
import { FileLock } from '../sqlite/lock/file-lock.js';
import { describeParty } from '../sqlite/lock/inspect-lock.js';
import { systemStorageError } from '../sqlite/translate-error.js';
import { UserError } from '../user-error.js';

const busyTimeoutMs = 5_000;

/**
 * Runs the body while nobody else has the database open, and nobody can write to it.
 * @throws {UserError} naming who has it open; {StorageError} `busy`
 */
export function whileAlone<T>(file: string, body: () => T): T {
  const lock = createLock(file);
  try {
    if (!lock.acquire(busyTimeoutMs)) {
      throw new StorageError('busy', `${file} was not free within ${busyTimeoutMs / 1000} s. Try again.`);
    }
    const others = lock.others().map((party) => describeParty(party));
    if (others.length > 0) {
      throw new UserError(
        `${file} is open in ${[...new Set(others)].join(' and ')}. Close the windows and commands that use it and try again.`,
      );
    }
    return body();
  } finally {
    lock.close();
  }
}

function createLock(file: string): FileLock {
  try {
    return new FileLock(file, { isWriter: true });
  } catch (error) {
    throw systemStorageError(error, file);
  }
}
