import { endOf, type Hunk } from './hunk.js';
import type { Line } from './lines.js';

/**
 * The lines of `before` with the ones of `after` in each hunk's place.
 * @param hunks in any order
 * @throws {RangeError} when hunks overlap or lie outside of either side
 */
export function replaceLines(
  before: readonly Line[],
  after: readonly Line[],
  hunks: readonly Hunk[],
): Line[] {
  const lines: Line[] = [];
  let next = 0;
  for (const hunk of hunks.toSorted((one, other) => one.before.start - other.before.start)) {
    const isInside = endOf(hunk.before) <= before.length && endOf(hunk.after) <= after.length;
    if (!isInside || hunk.before.start < next) {
      throw new RangeError('These hunks are not of these contents; compare them again.');
    }
    append(lines, before, next, hunk.before.start);
    append(lines, after, hunk.after.start, endOf(hunk.after));
    next = endOf(hunk.before);
  }
  append(lines, before, next, before.length);
  return lines;
}

// Not `push(...)`: a hundred thousand arguments overflow the stack.
function append(lines: Line[], from: readonly Line[], start: number, end: number): void {
  for (const line of from.slice(start, end)) lines.push(line);
}
