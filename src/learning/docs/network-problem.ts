import { DocsError } from './docs-error.js';

/** Failures of a moment. */
const passing = new Set(['ECONNRESET', 'EPIPE', 'EAI_AGAIN']);
const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|ERR_TLS|ERR_SSL/;

/**
 * Why a site was not reached, in plain words.
 * @param timedOutAfterMs set when it took too long
 */
export function networkProblem(url: URL, error: unknown, timedOutAfterMs: number | undefined): DocsError {
  const code = codeOf(error);
  const said =
    error instanceof Error ? error.message.replace(/^request to \S+ failed, reason: /, '') : String(error);
  const reason =
    timedOutAfterMs !== undefined
      ? `no answer within ${timedOutAfterMs / 1000} s`
      : certificateCodes.test(code)
        ? `its certificate is not trusted (${said}). A network that asks you to sign in, or a proxy that looks into connections, may be in between`
        : code === 'ENOTFOUND'
          ? 'its name was not found. Is there a network?'
          : said;
  return new DocsError(
    'offline',
    `${url.hostname} could not be reached: ${reason.replace(/[.?]$/, '')}${reason.endsWith('?') ? '?' : '.'}`,
    {
      cause: error,
      retryAfterMs: passing.has(code) && timedOutAfterMs === undefined ? 0 : undefined,
    },
  );
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : '';
}
