import type { Content } from './content.js';
import { endOf, meets, overlaps, type Hunk, type LineRange } from './hunk.js';
import { hunksBetween } from './hunks-between.js';
import { hasNear } from './ranges-near.js';
import type { RunLayer } from './run-layer.js';

/**
 * The run that wrote each hunk last; null where no layer's lines are in it.
 * @param hunks of `hunksBetween(baseline, current)`
 * @param layers what each run did to this file, oldest first
 */
export function ownerOf(
  hunks: readonly Hunk[],
  current: Content,
  layers: readonly RunLayer[],
): (string | null)[] {
  const written = layers.map(({ runId, before, after }) => ({
    runId,
    places: mapRanges(
      hunksBetween(before, after).map((hunk) => hunk.after),
      hunksBetween(after, current),
    ),
  }));
  const lastThat = (isIn: typeof overlaps, hunk: Hunk): string | undefined =>
    written.findLast(({ places }) => hasNear(places, hunk.after, isIn))?.runId;
  return hunks.map((hunk) => lastThat(overlaps, hunk) ?? lastThat(meets, hunk) ?? null);
}

/** Where ordered ranges of lines are after later edits; what an edit touched grows to all of that edit's lines. */
function mapRanges(ranges: readonly LineRange[], edits: readonly Hunk[]): LineRange[] {
  let first = 0;
  return ranges.map((range) => {
    while (isBefore(edits[first], range)) first += 1;
    let [start, end] = [mapLine(range.start, edits[first - 1]), mapLine(endOf(range), edits[first - 1])];
    for (let index = first; ; index += 1) {
      const edit = edits[index];
      if (edit === undefined || edit.before.start > endOf(range)) break;
      if (!overlaps(edit.before, range)) continue;
      start = Math.min(start, edit.after.start);
      end = edit.after.start + edit.after.count + Math.max(0, endOf(range) - endOf(edit.before));
    }
    return { start, count: end - start };
  });
}

function isBefore(edit: Hunk | undefined, range: LineRange): boolean {
  return edit !== undefined && endOf(edit.before) <= range.start && !overlaps(edit.before, range);
}

function mapLine(line: number, passed: Hunk | undefined): number {
  return passed === undefined ? line : line + endOf(passed.after) - endOf(passed.before);
}
