import type { Content } from './content.js';
import { mergeEdits } from './merge-edits.js';
import type { RunLayer } from './run-layer.js';

export type UndoneFile =
  | { readonly outcome: 'restored'; readonly content: Content }
  /** Later edits touch the run's own lines; nothing was put back. */
  | { readonly outcome: 'conflict' };

/** The file without what one run did to it; edits made since then stay. */
export function undoRun(layer: Omit<RunLayer, 'runId'>, current: Content): UndoneFile {
  const { content, refused } = mergeEdits(layer.after, current, layer.before);
  return refused.length === 0 ? { outcome: 'restored', content } : { outcome: 'conflict' };
}
