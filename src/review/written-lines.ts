import { committedHunks } from './committed.js';
import type { Content } from './content.js';
import { endOf, type Hunk, type LineRange } from './hunk.js';
import { hunksBetween } from './hunks-between.js';
import { restoredHunks } from './restored.js';

/** How many lines somebody wrote who changed a file so; where lines only went, those. */
export function writtenLines(before: Content, after: Content): number {
  return sum(hunksBetween(before, after).map(sizeOf));
}

/** How many of the written lines are in the file as it is `now`; a deletion is there while nothing took it back. */
export function writtenLinesIn(before: Content, after: Content, now: Content): number {
  const gone = hunksBetween(after, now).map((hunk) => hunk.before);
  const whole = new Set(committedHunks(before, after, now).map(({ before: { start } }) => start));
  const kept = hunksBetween(before, after).map((hunk) => {
    if (hunk.after.count === 0) return whole.has(hunk.before.start) ? sizeOf(hunk) : 0;
    return hunk.after.count - sum(gone.map((range) => shared(range, hunk.after)));
  });
  return sum(kept);
}

/** How many of the written lines were taken back, so that what was there before them is there `now`. */
export function writtenLinesRestored(before: Content, after: Content, now: Content): number {
  return sum(restoredHunks(before, after, now).map(sizeOf));
}

function sizeOf({ before, after }: Hunk): number {
  return after.count > 0 ? after.count : before.count;
}

function shared(one: LineRange, other: LineRange): number {
  return Math.max(0, Math.min(endOf(one), endOf(other)) - Math.max(one.start, other.start));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
