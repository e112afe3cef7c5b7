import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { GitError, type GitProcess } from './git-process.js';

const newline = 10;

interface FoundObject {
  readonly size: number;
  /** Empty where only the size was asked for. */
  readonly bytes: Uint8Array;
}

interface Question {
  readonly answer: (found: FoundObject | undefined) => void;
  readonly fail: (error: GitError) => void;
}

/** Reads git's objects through one process for contents and one for sizes, started when first needed and again when they end. */
export class ObjectReader {
  readonly #git: GitProcess;
  #contents: Conversation | undefined;
  #sizes: Conversation | undefined;

  constructor(git: GitProcess) {
    this.#git = git;
  }

  /**
   * An object's bytes as git keeps them; undefined when it is not there.
   * @param name hexadecimal digits, or `COMMIT^{tree}`; nothing that a repository could have chosen
   * @throws {GitError} when git ended before it answered
   */
  async read(name: string): Promise<Uint8Array | undefined> {
    const found = await askTwice(name, () => {
      if (this.#contents?.isOver !== false) {
        this.#contents = new Conversation(this.#git.converse(['cat-file', '--batch']), true);
      }
      return this.#contents;
    });
    return found?.bytes;
  }

  /** How many bytes an object has, without reading them; otherwise as `read`. */
  async sizeOf(name: string): Promise<number | undefined> {
    const found = await askTwice(name, () => {
      if (this.#sizes?.isOver !== false) {
        this.#sizes = new Conversation(this.#git.converse(['cat-file', '--batch-check']), false);
      }
      return this.#sizes;
    });
    return found?.size;
  }

  dispose(): void {
    this.#contents?.end();
    this.#sizes?.end();
  }
}

/** A conversation may reach its time limit just when it is asked; the next one answers. */
async function askTwice(name: string, conversation: () => Conversation): Promise<FoundObject | undefined> {
  try {
    return await conversation().ask(name);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return conversation().ask(name);
  }
}

class Conversation {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #hasContents: boolean;
  readonly #questions: Question[] = [];
  #received: Buffer[] = [];
  #receivedBytes = 0;
  /** How many bytes have to be there before the first answer can be read. */
  #wantedBytes = 0;
  isOver = false;

  /** @param hasContents whether the answers have the bytes, not only their number */
  constructor(process: ChildProcessWithoutNullStreams, hasContents: boolean) {
    this.#process = process;
    this.#hasContents = hasContents;
    process.stdout.on('data', (chunk: Buffer) => {
      this.#receive(chunk);
    });
    process.stderr.resume();
    const over = (): void => {
      this.#fail();
    };
    process.on('error', over).on('close', over);
    process.stdin.on('error', over);
  }

  async ask(name: string): Promise<FoundObject | undefined> {
    return new Promise((answer, fail) => {
      this.#questions.push({ answer, fail });
      this.#process.stdin.write(`${name}\n`);
    });
  }

  end(): void {
    this.#process.stdin.end();
    this.#fail();
  }

  #receive(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#receivedBytes += chunk.length;
    if (this.#receivedBytes < this.#wantedBytes) return;
    let rest = Buffer.concat(this.#received);
    for (;;) {
      const read = readAnswer(rest, this.#hasContents);
      if (read.isWhole) {
        rest = rest.subarray(read.length);
        this.#questions.shift()?.answer(read.found);
      } else {
        this.#wantedBytes = read.length;
        break;
      }
    }
    this.#received = [rest];
    this.#receivedBytes = rest.length;
  }

  #fail(): void {
    this.isOver = true;
    for (const { fail } of this.#questions.splice(0))
      fail(new GitError('git cat-file ended before it answered.'));
  }
}

type Answer =
  | { readonly isWhole: true; readonly length: number; readonly found: FoundObject | undefined }
  /** As far as is known, so many bytes are needed. */
  | { readonly isWhole: false; readonly length: number };

/** `OID TYPE SIZE\n` and, with contents, `BYTES\n`; or `NAME missing\n`. */
function readAnswer(received: Buffer, hasContents: boolean): Answer {
  const lineEnd = received.indexOf(newline);
  if (lineEnd === -1) return { isWhole: false, length: received.length + 1 };
  const start = lineEnd + 1;
  const digits = / (\d+)$/.exec(received.toString('latin1', 0, lineEnd))?.[1];
  if (digits === undefined) return { isWhole: true, length: start, found: undefined };
  const size = Number(digits);
  if (!hasContents) return { isWhole: true, length: start, found: { size, bytes: new Uint8Array() } };
  const end = start + size;
  if (received.length < end + 1) return { isWhole: false, length: end + 1 };
  // A copy, so that a small file does not keep a large buffer alive.
  return {
    isWhole: true,
    length: end + 1,
    found: { size, bytes: Uint8Array.from(received.subarray(start, end)) },
  };
}
