import { isSameContent, type Content } from './content.js';
import { mergeEdits } from './merge-edits.js';

/**
 * Brings what somebody made of a file, when it was just being replaced, into what stands there now.
 * @param expected what the file was taken for
 * @param late what it was really, and is no more
 * @param ours what it was replaced by
 * @param now what that has become since
 * @returns undefined where both touch the same lines
 */
export function mergeLate(
  expected: Content,
  late: Uint8Array,
  ours: Content,
  now: Content,
): Content | undefined {
  const [first, second] = [appended(expected, late), appended(ours, now)];
  // Two pieces at the end of a file meet there, though both can stay.
  if (ours !== null && first !== undefined && second !== undefined)
    return Buffer.concat([ours, first, second]);
  const { content, refused } = mergeEdits(expected, now, late);
  return refused.length > 0 ? undefined : content;
}

function appended(base: Content, now: Content): Uint8Array | undefined {
  if (base === null || now === null) return undefined;
  return isSameContent(now.subarray(0, base.length), base) ? now.subarray(base.length) : undefined;
}
