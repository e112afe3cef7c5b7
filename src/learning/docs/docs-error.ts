import { UserError } from '../user-error.js';

/**
 * Why a page cannot be had. `refused`: it may not be asked for; `offline`: the site was not reached; `unusable`: it
 * answered with something that is no page of documentation.
 */
export type DocsErrorReason = 'refused' | 'offline' | 'unusable';

export class DocsError extends UserError {
  override readonly name = 'DocsError';
  readonly reason: DocsErrorReason;

  constructor(reason: DocsErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
