import type { Content } from './content.js';
import { meets, type Hunk } from './hunk.js';
import { hunksBetween } from './hunks-between.js';
import { hasNear } from './ranges-near.js';

/**
 * The pending hunks that an edit took back: the baseline's lines are there again.
 * @param edited the file after the edit
 */
export function restoredHunks(baseline: Content, current: Content, edited: Content): Hunk[] {
  const still = hunksBetween(baseline, edited).map(({ before }) => before);
  return hunksBetween(baseline, current).filter(({ before }) => !hasNear(still, before, meets));
}
