/** The log channel as features see it; which levels are shown is the user's choice. Never goals, prompts or contents. */
export interface Logger {
  trace(message: string): void;
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  /** An error carries its stack into the log. */
  error(message: string | Error): void;
}

/** The same channel, each line led by what it is about. */
export function topic(log: Logger, name: string): Logger {
  const led = (message: string): string => `${name}: ${message}`;
  return {
    trace: (message) => {
      log.trace(led(message));
    },
    debug: (message) => {
      log.debug(led(message));
    },
    info: (message) => {
      log.info(led(message));
    },
    warn: (message) => {
      log.warn(led(message));
    },
    error: (message) => {
      log.error(led(inFull(message)));
    },
  };
}

function inFull(message: string | Error): string {
  return typeof message === 'string' ? message : (message.stack ?? message.message);
}

/** What was thrown, as an error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
