/** An error of the engine as it crosses the thread: its message is fit to show to a person. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  /** What kind of trouble: a storage reason (`busy`, `full`, `corrupt` …), `user`, `crashed` or `unexpected`. */
  readonly reason: string;
  /** The stack of the original error, for the log. */
  readonly detail: string;

  constructor(message: string, reason: string, detail: string) {
    super(message);
    this.reason = reason;
    this.detail = detail;
  }
}
