import { alignLines } from './align-lines.js';
import { isSameContent, type Content } from './content.js';
import { endOf, type Hunk } from './hunk.js';
import { splitLines, type Line } from './lines.js';

/**
 * Where two contents of a file differ, in the order of their lines, with at least one equal line between any two. A file
 * that came, went, or is not text differs in one hunk as a whole; for an empty file that came or went, the hunk has no
 * lines. A pure insertion or deletion that could stand in several places stands in the last.
 */
export function hunksBetween(before: Content, after: Content): Hunk[] {
  if (isSameContent(before, after)) return [];
  return hunksOfLines(splitLines(before), splitLines(after), before === null || after === null);
}

/** @param isWhole whether the file came or went, so that there is just one hunk */
export function hunksOfLines(before: readonly Line[], after: readonly Line[], isWhole = false): Hunk[] {
  if (isWhole) {
    return [{ before: { start: 0, count: before.length }, after: { start: 0, count: after.length } }];
  }
  const hunks = alignLines(before, after);
  return hunks.map((hunk, index) => settle(hunk, before, after, hunks[index + 1]));
}

/** Without this, equal edits of the same lines could be found in different places beside different other edits. */
function settle(hunk: Hunk, before: readonly Line[], after: readonly Line[], next: Hunk | undefined): Hunk {
  if (hunk.before.count > 0 && hunk.after.count > 0) return hunk;
  const [lines, range] = hunk.after.count > 0 ? [after, hunk.after] : [before, hunk.before];
  const room = (next === undefined ? before.length : next.before.start - 1) - endOf(hunk.before);
  let shift = 0;
  while (shift < room && lines[range.start + shift] === lines[endOf(range) + shift]) shift += 1;
  return {
    before: { start: hunk.before.start + shift, count: hunk.before.count },
    after: { start: hunk.after.start + shift, count: hunk.after.count },
  };
}
