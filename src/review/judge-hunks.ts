import type { Content } from './content.js';
import { reversed, type Hunk } from './hunk.js';
import { joinLines, splitLines } from './lines.js';
import { replaceLines } from './replace-lines.js';

/**
 * The baseline with some hunks accepted.
 * @param hunks some of `hunksBetween(baseline, current)`, in any order
 * @throws {RangeError} when they are not hunks of these contents
 */
export function keepHunks(baseline: Content, current: Content, hunks: readonly Hunk[]): Content {
  if (hunks.length === 0) return baseline;
  if (baseline === null || current === null) return current;
  return joinLines(replaceLines(splitLines(baseline), splitLines(current), hunks));
}

/**
 * The file with some hunks put back to the baseline.
 * @param hunks as for `keepHunks`
 * @throws {RangeError} as `keepHunks`
 */
export function rejectHunks(baseline: Content, current: Content, hunks: readonly Hunk[]): Content {
  return keepHunks(current, baseline, hunks.map(reversed));
}
