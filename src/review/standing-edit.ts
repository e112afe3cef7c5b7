import type { Content } from './content.js';
import { rejectHunks } from './judge-hunks.js';
import { restoredHunks } from './restored.js';
import type { RunLayer } from './run-layer.js';

/** A file after a run, without what of its edit was taken back since then; what others changed there is left out. */
export function standingEdit({ before, after }: Omit<RunLayer, 'runId'>, now: Content): Content {
  return rejectHunks(before, after, restoredHunks(before, after, now));
}
