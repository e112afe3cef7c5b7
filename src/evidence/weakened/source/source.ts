export interface Span {
  readonly start: number;
  /** After the last character. */
  readonly end: number;
}

/** What an expression found: the whole of it, then its groups, empty for those that took no part. */
export interface Match extends Span {
  readonly groups: readonly string[];
}

interface Brackets {
  /** Where each opening one is closed, by its offset. */
  readonly pairs: Int32Array;
  /** Where opening ones are, in order. */
  readonly opening: readonly number[];
}

/** A text in which code, comments and the insides of strings are told apart. */
export class Source {
  readonly text: string;
  /** As long as `text`; comments and what strings hold are blank, so that every word and bracket in it is code. */
  readonly code: string;
  readonly comments: readonly Span[];
  #lineStarts: number[] | undefined;
  #brackets: Brackets | undefined;

  constructor(text: string, code: string, comments: readonly Span[]) {
    this.text = text;
    this.code = code;
    this.comments = comments;
  }

  /** The line of an offset, from 1. */
  lineAt(offset: number): number {
    const starts = this.lineStarts;
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** Where the line of an offset begins. */
  lineStart(offset: number): number {
    return this.lineStarts[this.lineAt(offset) - 1] ?? 0;
  }

  /** Where the line of an offset ends, at its line feed or at the end of the text. */
  lineEnd(offset: number): number {
    const next = this.lineStarts[this.lineAt(offset)];
    return next === undefined ? this.text.length : next - 1;
  }

  /** How far into its line an offset is. */
  columnOf(offset: number): number {
    return offset - this.lineStart(offset);
  }

  get lineStarts(): readonly number[] {
    if (this.#lineStarts === undefined) {
      this.#lineStarts = [0];
      for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) {
        this.#lineStarts.push(at + 1);
      }
    }
    return this.#lineStarts;
  }

  /** The offset of the bracket that closes the one at `open`; the end of the text where none does. */
  closing(open: number): number {
    return this.#allBrackets.pairs[open] ?? this.code.length;
  }

  isClosed(open: number): boolean {
    return this.closing(open) < this.code.length;
  }

  /** The offset of the first opening bracket from `at` on; the end of the text for none. */
  nextOpen(at: number): number {
    const { opening } = this.#allBrackets;
    let [low, high] = [0, opening.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((opening[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return opening[low] ?? this.code.length;
  }

  /** What an expression with the flag `g` finds in the code of a span; it sees nothing of what stands around it. */
  matchesIn(pattern: RegExp, { start, end }: Span): Match[] {
    return [...this.code.slice(start, end).matchAll(pattern)].map((match) => ({
      start: start + match.index,
      end: start + match.index + match[0].length,
      groups: match.map((group: string | undefined) => group ?? ''),
    }));
  }

  get #allBrackets(): Brackets {
    return (this.#brackets ??= bracketsIn(this.code));
  }

  /** The first offset from `at` on that is not white space in the code. */
  skipSpace(at: number): number {
    let next = at;
    while (next < this.code.length && isSpace(this.code.charCodeAt(next))) next += 1;
    return next;
  }

  /** The last offset before `at` that is not white space in the code; -1 for none. */
  before(at: number): number {
    let last = at - 1;
    while (last >= 0 && isSpace(this.code.charCodeAt(last))) last -= 1;
    return last;
  }
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** A bracket that none fits is passed over. */
function bracketsIn(code: string): Brackets {
  const pairs = new Int32Array(code.length).fill(code.length);
  const opening: number[] = [];
  const open: number[] = [];
  for (const { 0: bracket, index } of code.matchAll(/[()[\]{}]/g)) {
    if (bracket in closers) {
      open.push(index);
      opening.push(index);
      continue;
    }
    const last = open.at(-1);
    if (last === undefined) continue;
    if (closers[code.charAt(last)] === bracket) {
      pairs[last] = index;
      open.pop();
    } else if (open.length > 1 && closers[code.charAt(open.at(-2) ?? 0)] === bracket) {
      open.pop();
      pairs[open.pop() ?? 0] = index;
    }
  }
  return { pairs, opening };
}
