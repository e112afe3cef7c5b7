import { endOf, type LineRange } from './hunk.js';

/** From `first` up to, not including, `end`. */
export interface NearRanges {
  readonly first: number;
  readonly end: number;
}

/**
 * Which of `ranges` share a line with another range or lie directly beside it.
 * @param ranges in the order of their lines
 */
export function rangesNear(ranges: readonly LineRange[], { start, count }: LineRange): NearRanges {
  let [first, high] = [0, ranges.length];
  while (first < high) {
    const middle = (first + high) >> 1;
    const range = ranges[middle];
    if (range !== undefined && endOf(range) < start) first = middle + 1;
    else high = middle;
  }
  let end = first;
  while ((ranges[end]?.start ?? Infinity) <= start + count) end += 1;
  return { first, end };
}

/** Whether a range near this one, in the sense of `rangesNear`, is related to it as asked. */
export function hasNear(
  ranges: readonly LineRange[],
  range: LineRange,
  isRelated: (one: LineRange, other: LineRange) => boolean,
): boolean {
  const { first, end } = rangesNear(ranges, range);
  return ranges.slice(first, end).some((near) => isRelated(near, range));
}
