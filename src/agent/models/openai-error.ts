import { APIError } from 'openai';
import { ModelError, modelErrorIn } from './model-error.js';

interface Asked {
  readonly host: string;
  /** Null where no model was asked for. */
  readonly model: string | null;
  readonly hasKey: boolean;
  readonly keyHint: string;
}

/** What an OpenAI-compatible server refused, in words that say what to do. */
export function openaiError(error: unknown, { host, model, hasKey, keyHint }: Asked): ModelError {
  const own = modelErrorIn(error);
  if (own !== undefined) return own;
  const said = error instanceof Error ? error.message.replace(/^\d{3} /, '') : String(error);
  const failed = (problem: ModelError['problem'], message: string, retryAfterMs?: number): ModelError =>
    new ModelError(problem, message, { cause: error, retryAfterMs });
  if (!isApiError(error)) return failed('failed', `${host} could not answer: ${said}`);
  const { status, code } = error;
  if (status === 401 && !hasKey) return failed('no-key', `${host} wants a key. ${keyHint}`);
  if (status === 401 || status === 403)
    return failed('key-refused', `${host} refused the key: ${said} ${keyHint}`);
  if (status === 402 || code === 'insufficient_quota')
    return failed(
      'quota',
      `Your account at ${host} has nothing left: ${said} Add credit there, or use another model.`,
    );
  if (status === 429) {
    const retryAfterMs = retryAfter(error.headers);
    const when = retryAfterMs === undefined ? 'in a while' : `in ${Math.ceil(retryAfterMs / 1000)} s`;
    return failed(
      'rate-limited',
      `${host} takes no more calls now: ${said} Try again ${when}.`,
      retryAfterMs,
    );
  }
  if (isTooLong(error, said))
    return failed(
      'too-long',
      `The prompt is too long for ${model ?? 'the model'}: ${said} Choose a smaller context set, split the task, or use another model.`,
    );
  if (status === 404)
    return code === 'model_not_found' || /\bmodel\b/i.test(said)
      ? failed('no-model', `${host} does not have ${model ?? 'the model'}: ${said} Choose one that it lists.`)
      : failed('not-an-api', `${host} knows no such call (404). The address mostly ends with /v1; check it.`);
  if (status !== undefined && status >= 500)
    return failed('failed', `${host} has trouble of its own (${status}): ${said} Try again later.`);
  return failed('failed', `${host} refused the request: ${said}`);
}

/** The library's class is generic over what nobody knows. */
function isApiError(error: unknown): error is APIError {
  return error instanceof APIError;
}

function isTooLong({ status, code }: Pick<APIError, 'status' | 'code'>, said: string): boolean {
  if (code === 'context_length_exceeded' || status === 413) return true;
  return (
    status === 400 && /context (?:length|window|size)|maximum context|too many tokens|too long/i.test(said)
  );
}

/** Seconds or a date, as HTTP has it, or milliseconds as some servers say. */
function retryAfter(headers: Headers | undefined): number | undefined {
  const milliseconds = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (milliseconds >= 0) return milliseconds;
  const text = headers?.get('retry-after');
  if (text === null || text === undefined) return undefined;
  const seconds = Number(text);
  if (seconds >= 0) return seconds * 1000;
  const dateMs = Date.parse(text);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - Date.now());
}
