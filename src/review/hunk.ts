/** Lines from `start` (0-based) on; with a count of 0 the place before the line `start`. */
export interface LineRange {
  readonly start: number;
  readonly count: number;
}

/** One place where two contents differ: these lines before, those after. */
export interface Hunk {
  readonly before: LineRange;
  readonly after: LineRange;
}

export function endOf({ start, count }: LineRange): number {
  return start + count;
}

/** Whether the ranges share a line, or one is a place inside the other, or both are the same place. */
export function overlaps(one: LineRange, other: LineRange): boolean {
  if (one.count === 0 && other.count === 0) return one.start === other.start;
  return one.start < endOf(other) && other.start < endOf(one);
}

/** As `overlaps`, and also where one is a place at the other's border. */
export function meets(one: LineRange, other: LineRange): boolean {
  if (one.count > 0 && other.count > 0) return overlaps(one, other);
  return one.start <= endOf(other) && other.start <= endOf(one);
}

export function reversed({ before, after }: Hunk): Hunk {
  return { before: after, after: before };
}
