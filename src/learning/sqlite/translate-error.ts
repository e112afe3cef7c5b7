import type { DatabaseFiles } from './database-files.js';
import { isDiskFull, StorageError, systemErrorCode } from './errors.js';
import { describeParty } from './lock/inspect-lock.js';
import { movedError } from './main-file.js';
import { resultCode } from './sqlite-abi.js';
import { SqliteFailure } from './sql-js.js';

const readOnlySystemCodes: readonly (string | undefined)[] = ['EACCES', 'EPERM', 'EROFS'];

/**
 * Says in plain words what went wrong in a call into SQLite.
 * @param error what the call threw
 * @param failure what the file layer met meanwhile, if anything: the reason behind SQLite's "disk I/O error"
 */
export function storageErrorOf(error: unknown, failure: unknown, files: DatabaseFiles): StorageError {
  if (error instanceof StorageError) return error;
  if (failure instanceof StorageError) return failure;
  const file = files.database;
  const cause = failure ?? error;
  const code = error instanceof SqliteFailure ? error.code & 0xff : undefined;
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the other codes follow below
  switch (code) {
    case resultCode.busy:
      return busyError(files);
    case resultCode.full:
      return fullError(cause, file);
    case resultCode.corrupt:
      return new StorageError(
        'corrupt',
        `${file} is damaged. It was left as it is; run "learning-loop doctor".`,
        { cause },
      );
    case resultCode.notADatabase:
      return new StorageError(
        'not-a-database',
        `${file} is not a SQLite database. It was left as it is; move it away and try again.`,
        { cause },
      );
    case resultCode.readOnly:
      return files.isWritable
        ? movedError(file)
        : new StorageError(
            'read-only',
            `${file} is open for reading only. If another window is just writing to it, try again.`,
            { cause },
          );
    case resultCode.constraint:
      return new StorageError('constraint', `The database refused a value: ${messageOf(error)}.`, { cause });
  }
  if (code === resultCode.ioError || systemErrorCode(cause) !== undefined)
    return systemStorageError(cause, file);
  return new StorageError('sql', `The database did not accept a statement: ${messageOf(cause)}.`, { cause });
}

/** What the system's refusal to open, read or write means. */
export function systemStorageError(cause: unknown, file: string): StorageError {
  if (cause instanceof StorageError) return cause;
  const code = systemErrorCode(cause);
  if (readOnlySystemCodes.includes(code)) {
    return new StorageError('read-only', `${file} or its folder may not be written (${messageOf(cause)}).`, {
      cause,
    });
  }
  if (isDiskFull(cause)) return fullError(cause, file);
  if (code === 'ENOENT')
    return new StorageError('missing', `${file} does not exist (${messageOf(cause)}).`, { cause });
  return new StorageError(
    'io',
    `${file} could not be read or written: ${messageOf(cause)}. Nothing was changed; check the disk and try again.`,
    { cause },
  );
}

function fullError(cause: unknown, file: string): StorageError {
  return new StorageError(
    'full',
    `The disk that holds ${file} is full. Nothing was changed; free some space and try again.`,
    { cause },
  );
}

export function busyError(files: DatabaseFiles): StorageError {
  const holder = files.lock?.holder();
  const who = holder === undefined ? 'another window or command' : describeParty(holder);
  return new StorageError(
    'busy',
    `${files.database} is in use by ${who} and was not free within ${files.busyTimeoutMs / 1000} s. Try again; ` +
      'if nothing is running that could use it, run "learning-loop unlock".',
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
