import { createInterface, type Interface } from 'node:readline';

/** Asks a person at the terminal; questions go to standard error, so that results can be piped. Without an answer it is no. */
export class TerminalQuestions {
  #lines: AsyncIterator<string, undefined> | undefined;
  #interface: Interface | undefined;

  /** The line that was typed, trimmed; empty at the end of input. */
  async ask(question: string): Promise<string> {
    process.stderr.write(`${question} `);
    this.#interface ??= createInterface({ input: process.stdin, terminal: false });
    this.#lines ??= this.#interface[Symbol.asyncIterator]();
    const { value } = await this.#lines.next();
    return value?.trim() ?? '';
  }

  async isYes(question: string): Promise<boolean> {
    return /^y(?:es)?$/i.test(await this.ask(`${question} (yes/no)`));
  }

  /** Lets the process end although standard input is open. */
  close(): void {
    this.#interface?.close();
  }
}
