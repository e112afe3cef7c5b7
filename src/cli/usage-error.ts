import { UserError } from '../learning/user-error.js';

/** The command line was called wrongly; the process ends with 2. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
}
