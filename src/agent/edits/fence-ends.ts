import { openingFence, type Fence } from './fence.js';

interface FenceLine {
  readonly index: number;
  readonly marks: number;
  /** Whether something stands behind the mark, so that it can only open a block. */
  readonly hasInfo: boolean;
}

/** Lines with marks of one kind and indent. */
interface Marks {
  readonly lines: readonly FenceLine[];
  /** For each of them, the longest closing mark from there to the end. */
  readonly longest: readonly number[];
}

/**
 * Finds where blocks of code end. A mark that is indented otherwise than the one that opens a block is a part of its text. Each
 * line is looked at once beforehand, so that marks which nothing closes cost no more than others.
 */
export class FenceEnds {
  readonly #lineCount: number;
  readonly #marks: ReadonlyMap<string, Marks>;

  constructor(lines: readonly string[]) {
    this.#lineCount = lines.length;
    this.#marks = marksIn(lines);
  }

  /** The first line that closes a fence, as Markdown has it; null where none does. */
  closingLine(fence: Fence, start: number): number | null {
    const { lines, longest } = this.#marks.get(keyOf(fence)) ?? noMarks;
    const first = firstBelow(lines, start);
    if ((longest[first] ?? 0) < fence.mark.length) return null;
    for (let at = first; ; at += 1) {
      const line = lines[at];
      if (line === undefined) return null;
      if (!line.hasInfo && line.marks >= fence.mark.length) return line.index;
    }
  }

  /** The line that closes a fence and all that are opened inside of it; then it is not certain that it is the right one. */
  endOfFile(fence: Fence, start: number): { end: number; isClosed: boolean; isNested: boolean } {
    const { lines } = this.#marks.get(keyOf(fence)) ?? noMarks;
    let isNested = false;
    let open = 1;
    for (let at = firstBelow(lines, start); ; at += 1) {
      const line = lines[at];
      if (line === undefined) return { end: this.#lineCount, isClosed: false, isNested };
      if (line.marks < fence.mark.length) continue;
      isNested ||= line.hasInfo;
      open += line.hasInfo ? 1 : -1;
      if (open === 0) return { end: line.index, isClosed: true, isNested };
    }
  }
}

const noMarks: Marks = { lines: [], longest: [] };

function keyOf({ indent, mark }: Fence): string {
  return indent + (mark[0] ?? '');
}

function marksIn(lines: readonly string[]): Map<string, Marks> {
  const found = new Map<string, FenceLine[]>();
  for (const [index, line] of lines.entries()) {
    const fence = openingFence(line);
    if (fence === null) continue;
    const key = keyOf(fence);
    const same = found.get(key) ?? [];
    same.push({ index, marks: fence.mark.length, hasInfo: fence.info !== '' });
    found.set(key, same);
  }
  return new Map([...found].map(([key, same]) => [key, { lines: same, longest: longestFrom(same) }]));
}

function longestFrom(lines: readonly FenceLine[]): number[] {
  const longest: number[] = [];
  let most = 0;
  for (const { marks, hasInfo } of lines.toReversed()) {
    if (!hasInfo) most = Math.max(most, marks);
    longest.push(most);
  }
  return longest.reverse();
}

/** Index of the first mark below a line, by halving. */
function firstBelow(lines: readonly FenceLine[], start: number): number {
  let [from, to] = [0, lines.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((lines[middle]?.index ?? 0) <= start) from = middle + 1;
    else to = middle;
  }
  return from;
}
