import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const bufferedCharacters = 1 << 18;
const chunkBytes = 1 << 16;

/** A new text file that is written line by line. */
export class LineFile {
  readonly path: string;
  readonly #descriptor: number;
  #pending: string[] = [];
  #pendingLength = 0;
  #isOpen = true;

  constructor(path: string) {
    this.path = path;
    this.#descriptor = openSync(path, 'wx');
  }

  write(line: string): void {
    this.#pending.push(line, '\n');
    this.#pendingLength += line.length;
    if (this.#pendingLength >= bufferedCharacters) this.#flush();
  }

  /** Durable when this returns. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    try {
      this.#flush();
      fsyncSync(this.#descriptor);
    } finally {
      closeSync(this.#descriptor);
    }
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending.join(''));
    for (let from = 0; from < bytes.length;) from += writeSync(this.#descriptor, bytes, from);
    this.#pending = [];
    this.#pendingLength = 0;
  }
}

/** The lines of a file without their ends, read as they are asked for. */
export function* linesOf(path: string): Generator<string> {
  const descriptor = openSync(path, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const chunk = Buffer.alloc(chunkBytes);
    let rest = '';
    for (let size = readSync(descriptor, chunk); size > 0; size = readSync(descriptor, chunk)) {
      const lines = (rest + decoder.write(chunk.subarray(0, size))).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest !== '') yield rest;
  } finally {
    closeSync(descriptor);
  }
}
