import type { Fence } from './fence.js';
import { opensPatch } from './read-patch.js';
import { opensSearchBlock } from './search-block.js';

/**
 * What a block of code is, by its first lines: `marked` has edits that say themselves where they end, perhaps below a path or a
 * command; `text` is a file, an example or an output.
 */
export function contentOf(fence: Fence, lines: readonly string[], start: number): 'marked' | 'diff' | 'text' {
  const first = lines.slice(start + 1, start + 8).filter((line) => line.trim() !== '');
  if (first.slice(0, 3).some((line) => opensSearchBlock(line) || opensPatch(line))) return 'marked';
  const isDiff =
    /^(?:u?diff|patch)\b/i.test(fence.info) ||
    first[0]?.startsWith('diff --git ') === true ||
    (first[0]?.startsWith('--- ') === true && first[1]?.startsWith('+++ ') === true);
  return isDiff ? 'diff' : 'text';
}
