type Undo = () => Promise<void> | void;

/** A list of things to end, newest first, each once, whatever the others do. */
class Teardown {
  readonly #undos = new Set<Undo>();
  #hasBegun = false;

  /** True once things are being ended: nothing that they cause may be taken for a result. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Remembers `undo`; the function returned runs it now and forgets it. */
  add(undo: Undo): () => Promise<void> {
    this.#undos.add(undo);
    return async () => {
      if (this.#undos.delete(undo)) await undo();
    };
  }

  /** Runs everything remembered; a failure is printed and the rest still runs. */
  async run(): Promise<void> {
    this.#hasBegun = true;
    for (let undo = [...this.#undos].at(-1); undo !== undefined; undo = [...this.#undos].at(-1)) {
      this.#undos.delete(undo);
      try {
        await undo();
      } catch (error) {
        console.error('cleaning up:', error);
      }
    }
  }
}

/** What must not outlive this process: servers, browsers, temporary folders. */
export const atExit = new Teardown();

const signalExitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Runs a program and ends the process with the status it returns, after cleaning up. A signal cleans up too; an error
 * that is a {@link PlainError} is printed without a stack and gives status 1.
 */
export function runProgram(program: () => Promise<number>): void {
  let ending = false;
  const end = (code: number): void => {
    if (ending) return;
    ending = true;
    void atExit.run().then(() => process.exit(code));
  };
  const fail = (error: unknown): void => {
    if (!ending) printError(error);
    end(1);
  };
  for (const [signal, code] of Object.entries(signalExitCodes)) {
    process.on(signal, () => {
      end(code);
    });
  }
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  program().then(end, fail);
}

/** An error whose message alone tells the person at the terminal what to do. */
export class PlainError extends Error {
  override readonly name = 'PlainError';
}

/** Prints an error for the person at the terminal. */
export function printError(error: unknown): void {
  console.error(error instanceof PlainError ? error.message : error);
}
