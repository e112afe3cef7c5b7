import { TextDecoder } from 'node:util';
import { plainText } from './terminal-text.js';

/** How much is kept, in characters. */
export interface OutputLimits {
  /** Up to here a text is kept as it is. */
  readonly whole: number;
  /** After that, lines that may count are kept, up to as much again as this. */
  readonly telling: number;
}

const defaultLimits: OutputLimits = { whole: 32 * 1024 * 1024, telling: 32 * 1024 * 1024 };
const lineCharacters = 64 * 1024;

/** Lines that the parsers of texts look at: words, headings and frames, places in files, and names of files alone. */
const telling = new RegExp(
  [
    String.raw`\b(?:pass|fail|skip|pending|todo|error|warning|broken|passing|failing|passed|failed|skipped|errors|warnings)\b`,
    String.raw`\btests?\b|\bexamples?,|test result|collected|^Ran \d|^\s*\d+\) `,
    String.raw`^\s*(?:not )?ok\b|^\s*\d+\.\.\d+|^TAP |^ok {2}|^\? |---|===|^_{3,}|⎯⎯|^[#ℹ✖✘×✔] | RUN |RERUN`,
    String.raw`\.\w+:\d+|\(\d+,\d+\)|-->|^\S+\.\w+$`,
  ].join('|'),
  'i',
);

/** The output of a command as it comes, in chunks of any size, without ever holding more than its limits of it. */
export class OutputText {
  readonly #parts: string[] = [];
  #decoder: TextDecoder | undefined;
  #length = 0;
  #tellingLength = 0;
  #rest = '';
  #isCut = false;
  #isOverflown = false;
  readonly #limits: OutputLimits;

  constructor(limits: OutputLimits = defaultLimits) {
    this.#limits = limits;
  }

  /** Bytes are UTF-8, or UTF-16 where a mark at the beginning says so; bytes that are neither become U+FFFD. */
  add(chunk: Uint8Array | string): void {
    if (typeof chunk === 'string') this.#addText(chunk);
    else {
      this.#decoder ??= new TextDecoder(encodingOf(chunk));
      this.#addText(this.#decoder.decode(chunk, { stream: true }));
    }
  }

  /** What was kept, and whether that is everything; undefined when even what may count was too much. */
  end(): { readonly text: string; readonly isWhole: boolean } | undefined {
    this.#addText(this.#decoder?.decode() ?? '');
    if (this.#isOverflown) return undefined;
    if (this.#isCut) this.#keepTelling([this.#rest]);
    return { text: this.#parts.join(''), isWhole: !this.#isCut };
  }

  #addText(text: string): void {
    const kept = Math.max(0, this.#limits.whole - this.#length);
    this.#length += text.length;
    if (kept >= text.length) {
      this.#parts.push(text);
      return;
    }
    // A line is kept or not as a whole, unless it began in an earlier chunk.
    const cut = kept === 0 ? 0 : text.lastIndexOf('\n', kept - 1) + 1;
    if (!this.#isCut) this.#parts.push(text.slice(0, cut), cut === 0 ? '\n' : '');
    this.#isCut = true;
    const lines = (this.#rest + text.slice(cut)).split('\n');
    this.#rest = (lines.pop() ?? '').slice(0, lineCharacters);
    this.#keepTelling(lines);
  }

  #keepTelling(lines: readonly string[]): void {
    for (const line of lines) {
      if (line.length > lineCharacters || !telling.test(plainText(line))) continue;
      this.#tellingLength += line.length;
      if (this.#tellingLength > this.#limits.telling) {
        this.#isOverflown = true;
        this.#parts.length = 0;
        return;
      }
      this.#parts.push(`${line}\n`);
    }
  }
}

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8';
}
