import { equalRuns } from './equal-runs.js';
import type { Hunk } from './hunk.js';
import { longestIncreasing } from './longest-increasing.js';

/** A place with more lines of which none is there just once is one hunk. */
const maxRepeatedLines = 25_000;
/** Nobody judges more; such files are one hunk. */
const maxHunks = 20_000;
/** Bounds the work on files made to have new unique lines between unique lines, again and again. */
const maxDepth = 12;

type Keys = readonly number[];

interface Gap {
  readonly beforeStart: number;
  readonly beforeEnd: number;
  readonly afterStart: number;
  readonly afterEnd: number;
}

/**
 * Where two lists differ, in order, with something equal between any two places. Patience diff (Bram Cohen): lines that
 * are there just once on both sides are anchors; between them Myers' algorithm.
 */
export function alignLines(before: readonly string[], after: readonly string[]): Hunk[] {
  const whole = { beforeStart: 0, beforeEnd: before.length, afterStart: 0, afterEnd: after.length };
  // Most edits are small: only what is between the equal ends is worth numbering.
  const rest = withoutEqualEnds(before, after, whole);
  const numberOf = numbering();
  const beforeKeys = before.slice(rest.beforeStart, rest.beforeEnd).map(numberOf);
  const afterKeys = after.slice(rest.afterStart, rest.afterEnd).map(numberOf);
  const hunks: Hunk[] = [];
  const all = { beforeStart: 0, beforeEnd: beforeKeys.length, afterStart: 0, afterEnd: afterKeys.length };
  compare(beforeKeys, afterKeys, all, 0, hunks);
  if (hunks.length > maxHunks) return [hunkOf(rest)];
  return hunks.map((hunk) => ({
    before: { start: hunk.before.start + rest.beforeStart, count: hunk.before.count },
    after: { start: hunk.after.start + rest.afterStart, count: hunk.after.count },
  }));
}

/** The same number for equal lines; numbers compare faster. */
function numbering(): (line: string) => number {
  const numbers = new Map<string, number>();
  return (line) => {
    const number = numbers.get(line) ?? numbers.size;
    if (number === numbers.size) numbers.set(line, number);
    return number;
  };
}

function compare(before: Keys, after: Keys, gap: Gap, depth: number, hunks: Hunk[]): void {
  const rest = withoutEqualEnds(before, after, gap);
  const { beforeStart, beforeEnd, afterStart, afterEnd } = rest;
  if (beforeStart === beforeEnd && afterStart === afterEnd) return;
  if (beforeStart === beforeEnd || afterStart === afterEnd) {
    hunks.push(hunkOf(rest));
    return;
  }
  const anchors = depth < maxDepth ? findAnchors(before, after, rest) : [];
  if (anchors.length === 0) {
    compareRepeated(before, after, rest, hunks);
    return;
  }
  let [beforeLine, afterLine] = [beforeStart, afterStart];
  for (const [beforeAnchor, afterAnchor] of [...anchors, [beforeEnd, afterEnd] as const]) {
    const between = {
      beforeStart: beforeLine,
      beforeEnd: beforeAnchor,
      afterStart: afterLine,
      afterEnd: afterAnchor,
    };
    compare(before, after, between, depth + 1, hunks);
    [beforeLine, afterLine] = [beforeAnchor + 1, afterAnchor + 1];
  }
}

function withoutEqualEnds<T>(before: readonly T[], after: readonly T[], gap: Gap): Gap {
  let { beforeStart, beforeEnd, afterStart, afterEnd } = gap;
  while (beforeStart < beforeEnd && afterStart < afterEnd && before[beforeStart] === after[afterStart]) {
    beforeStart += 1;
    afterStart += 1;
  }
  while (beforeStart < beforeEnd && afterStart < afterEnd && before[beforeEnd - 1] === after[afterEnd - 1]) {
    beforeEnd -= 1;
    afterEnd -= 1;
  }
  return { beforeStart, beforeEnd, afterStart, afterEnd };
}

/** Pairs of lines that are there just once on both sides, as many as are in the same order. */
function findAnchors(before: Keys, after: Keys, gap: Gap): (readonly [number, number])[] {
  const beforePlaces = uniquePlaces(before, gap.beforeStart, gap.beforeEnd);
  const afterPlaces = uniquePlaces(after, gap.afterStart, gap.afterEnd);
  const pairs: (readonly [number, number])[] = [];
  for (const [key, beforePlace] of beforePlaces) {
    const afterPlace = afterPlaces.get(key);
    if (afterPlace !== undefined) pairs.push([beforePlace, afterPlace]);
  }
  pairs.sort(([one], [other]) => one - other);
  return longestIncreasing(pairs, ([, afterPlace]) => afterPlace);
}

function uniquePlaces(keys: Keys, start: number, end: number): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  const repeated = new Set<number>();
  for (let place = start; place < end; place += 1) {
    const key = keys[place] ?? 0;
    if (places.has(key)) repeated.add(key);
    else places.set(key, place);
  }
  for (const key of repeated) places.delete(key);
  return places;
}

function compareRepeated(before: Keys, after: Keys, gap: Gap, hunks: Hunk[]): void {
  let { beforeStart, afterStart } = gap;
  const close = (beforeEnd: number, afterEnd: number): void => {
    if (beforeEnd === beforeStart && afterEnd === afterStart) return;
    hunks.push(hunkOf({ beforeStart, beforeEnd, afterStart, afterEnd }));
  };
  const lines = gap.beforeEnd - beforeStart + (gap.afterEnd - afterStart);
  const runs =
    lines > maxRepeatedLines
      ? []
      : equalRuns(before.slice(beforeStart, gap.beforeEnd), after.slice(afterStart, gap.afterEnd));
  for (const run of runs) {
    const [beforeEnd, afterEnd] = [gap.beforeStart + run.beforeStart, gap.afterStart + run.afterStart];
    close(beforeEnd, afterEnd);
    [beforeStart, afterStart] = [beforeEnd + run.count, afterEnd + run.count];
  }
  close(gap.beforeEnd, gap.afterEnd);
}

function hunkOf({ beforeStart, beforeEnd, afterStart, afterEnd }: Gap): Hunk {
  return {
    before: { start: beforeStart, count: beforeEnd - beforeStart },
    after: { start: afterStart, count: afterEnd - afterStart },
  };
}
