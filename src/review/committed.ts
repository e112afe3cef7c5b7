import type { Content } from './content.js';
import { meets, type Hunk } from './hunk.js';
import { hunksBetween } from './hunks-between.js';
import { hasNear } from './ranges-near.js';

/**
 * The pending hunks whose edit a commit contains as a whole; with a partially staged file, only some.
 * @param current the file as it is now
 * @param committed the file as the commit has it
 */
export function committedHunks(baseline: Content, current: Content, committed: Content): Hunk[] {
  const left = hunksBetween(committed, current).map(({ after }) => after);
  return hunksBetween(baseline, current).filter(({ after }) => !hasNear(left, after, meets));
}
