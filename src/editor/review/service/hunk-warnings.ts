import { together, type Weakened } from '../../../evidence/weakened/weakened.js';
import { endOf, type Hunk, type LineRange } from '../../../review/hunk.js';

/** What each hunk of a file weakens, in words: what was found in its lines, or nearest to them. */
export function hunkWarnings(hunks: readonly Hunk[], weakened: readonly Weakened[]): string[][] {
  const places = hunks.map((): Weakened[] => []);
  for (const each of weakened) {
    const distances = hunks.map((hunk) => distance(each.isGone ? hunk.before : hunk.after, each.line - 1));
    places[distances.indexOf(Math.min(...distances))]?.push(each);
  }
  return places.map(together);
}

/** How many lines a line is from a range; 0 within it. */
function distance(range: LineRange, line: number): number {
  if (line < range.start) return range.start - line;
  return Math.max(0, line - Math.max(range.start, endOf(range) - 1));
}
