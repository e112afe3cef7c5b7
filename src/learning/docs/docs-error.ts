import { UserError } from '../user-error.js';

/**
 * Why a page cannot be had. `refused`: it may not be asked for; `offline`: the site was not reached; `unusable`: it
 * answered with something that is no page of documentation; `cancelled`: whoever asked wants it no more.
 */
export type DocsErrorReason = 'refused' | 'offline' | 'unusable' | 'cancelled';

export class DocsError extends UserError {
  override readonly name = 'DocsError';
  readonly reason: DocsErrorReason;
  /** After how long the same may well succeed, in milliseconds; undefined where trying again is no use. */
  readonly retryAfterMs: number | undefined;

  constructor(
    reason: DocsErrorReason,
    message: string,
    options: ErrorOptions & { readonly retryAfterMs?: number | undefined } = {},
  ) {
    super(message, options);
    this.reason = reason;
    this.retryAfterMs = options.retryAfterMs;
  }
}
