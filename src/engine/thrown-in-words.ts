import { StorageError } from '../learning/sqlite/errors.js';
import { UserError } from '../learning/user-error.js';

/** What a worker was thrown, as the parts of an `EngineError`. */
interface ThrownInWords {
  readonly message: string;
  readonly reason: string;
  readonly detail: string;
}

/** Errors do not keep their class across a thread, so it is told in words. */
export function thrownInWords(error: unknown): ThrownInWords {
  if (!(error instanceof Error)) return { message: String(error), reason: 'unexpected', detail: '' };
  const reason =
    error instanceof StorageError ? error.reason : error instanceof UserError ? 'user' : 'unexpected';
  return { message: error.message, reason, detail: error.stack ?? '' };
}
