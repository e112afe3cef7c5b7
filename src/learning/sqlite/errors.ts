import { UserError } from '../user-error.js';

/**
 * - `not-loaded`: `loadSqlite()` was not awaited; `layout`: sql.js is not the build this layer was tested with
 * - `busy`: another process or thread holds the lock; `moved`: the file was deleted or replaced while open, open it again
 * - `full`: no space left; `io`: the file system failed; `read-only`: the file may not be written
 * - `corrupt`, `not-a-database`, `wal` (left in WAL mode by another program), `missing`, `symlink`: what is wrong with the file
 * - `migration`: a migration failed and was undone; `constraint`, `sql`: a statement failed; `closed`: used after close
 */
export type StorageErrorReason =
  | 'not-loaded'
  | 'layout'
  | 'busy'
  | 'moved'
  | 'full'
  | 'io'
  | 'read-only'
  | 'corrupt'
  | 'not-a-database'
  | 'wal'
  | 'missing'
  | 'symlink'
  | 'migration'
  | 'constraint'
  | 'sql'
  | 'closed';

/** Everything that goes wrong in storage; the message says in plain words what happened and what to do. */
export class StorageError extends UserError {
  override readonly name = 'StorageError';
  readonly reason: StorageErrorReason;

  constructor(reason: StorageErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** The code of a failed system call (`ENOSPC`, ...), undefined for any other value. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Whether the system said that there is no room, or none for this user. */
export function isDiskFull(error: unknown): boolean {
  const code = systemErrorCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT';
}
