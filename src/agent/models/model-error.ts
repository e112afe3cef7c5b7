import { UserError } from '../../learning/user-error.js';

/** What went wrong with a model, for whoever can do something about it. */
export type ModelProblem =
  /** No server answers there. */
  | 'unreachable'
  /** The server does not have the model; Ollama could pull it. */
  | 'no-model'
  | 'no-key'
  | 'key-refused'
  /** Nothing more is paid for. */
  | 'quota'
  /** Too many calls; `retryAfterMs` says when to come again, where the server said so. */
  | 'rate-limited'
  | 'too-long'
  /** Nothing came for too long. */
  | 'stalled'
  /** The reply broke off. */
  | 'cut-off'
  /** Something else answers there, such as a sign-in page. */
  | 'not-an-api'
  /** Another host was to be asked instead. */
  | 'redirected'
  | 'failed';

/** Why a model gave no reply, in plain words that say what to do. */
export class ModelError extends UserError {
  override readonly name = 'ModelError';
  readonly problem: ModelProblem;
  /** Milliseconds; only where a server named a time. */
  readonly retryAfterMs: number | undefined;

  constructor(
    problem: ModelProblem,
    message: string,
    options: { readonly cause?: unknown; readonly retryAfterMs?: number | undefined } = {},
  ) {
    super(message, { cause: options.cause });
    this.problem = problem;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The libraries wrap what our own `fetch` throws. */
export function modelErrorIn(error: unknown): ModelError | undefined {
  for (let each = error; each instanceof Error; each = each.cause)
    if (each instanceof ModelError) return each;
  return undefined;
}
