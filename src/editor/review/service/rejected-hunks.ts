import { hunkDiff } from '../../../review/hunk-diff.js';
import { hunksBetween } from '../../../review/hunks-between.js';
import type { RejectedHunk } from '../review.js';
import type { Step } from './steps.js';

/**
 * What was rejected of the last run that had anything rejected, newest first.
 * @param steps the rejecting ones, newest first
 */
export function rejectedHunks(steps: readonly Step[]): RejectedHunk[] {
  const rejected: RejectedHunk[] = [];
  for (const { files, told, reason } of steps) {
    for (const { path, now } of files) {
      const by = told.find(({ evidence }) => evidence.kind === 'review' && evidence.path === path);
      for (const hunk of hunksBetween(now.to.content, now.from.content)) {
        const diff = hunkDiff(path, now.to.content, now.from.content, hunk);
        rejected.push({ path, diff, reason, runId: by?.runId ?? null });
      }
    }
  }
  const [newest] = rejected;
  return rejected.filter(({ runId }) => runId === newest?.runId);
}
