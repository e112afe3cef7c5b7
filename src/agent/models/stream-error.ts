import type { ActivityLimit } from './activity-limit.js';
import { ModelError, modelErrorIn } from './model-error.js';

/** What may have ended a reply. */
export interface BrokenReply {
  readonly error: unknown;
  /** The person's own signal. */
  readonly signal: AbortSignal;
  readonly limit: ActivityLimit;
  /** Where the reply was to come from. */
  readonly host: string;
  /** Whether anything of it came. */
  readonly hasBegun: boolean;
}

/** The errors that every stream can end with; undefined for what only its server's client can tell. Throws where a person cancelled. */
export function streamError({ error, signal, limit, host, hasBegun }: BrokenReply): ModelError | undefined {
  signal.throwIfAborted();
  if (limit.isStalled)
    return new ModelError(
      'stalled',
      hasBegun
        ? `${host} stopped in the middle of its reply and sent nothing more for a while. Try again.`
        : `${host} took the request and never answered. It may be loading the model, or be busy: look there, then try again.`,
    );
  const inner = modelErrorIn(error);
  if (inner !== undefined) return inner;
  const message = error instanceof Error ? error.message : String(error);
  if (/terminated|aborted|ECONNRESET|socket|premature|Did not receive done/i.test(message))
    return cutOff(host, error);
  return undefined;
}

export function cutOff(host: string, cause?: unknown): ModelError {
  return new ModelError(
    'cut-off',
    `The reply of ${host} broke off before its end. Nothing of it was used; try again.`,
    {
      cause,
    },
  );
}
