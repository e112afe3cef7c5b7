import { StorageError } from '../sqlite/errors.js';

/** Whether an error says that what was read or written makes no sense, not that reading or writing failed. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof StorageError)) return false;
  return ['corrupt', 'not-a-database', 'sql', 'constraint'].includes(error.reason);
}
