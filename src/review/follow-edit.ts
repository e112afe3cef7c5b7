import type { Content } from './content.js';
import { mergeEdits } from './merge-edits.js';

/**
 * The baseline after an edit that is not an agent's (typing, git, a formatter): what lies outside of every pending hunk goes into
 * the baseline and so is not pending; what touches a pending hunk leaves the baseline alone, so that it stays a hunk.
 * @param current the file before the edit
 * @param edited the file after it
 */
export function followEdit(baseline: Content, current: Content, edited: Content): Content {
  return mergeEdits(current, baseline, edited).content;
}
