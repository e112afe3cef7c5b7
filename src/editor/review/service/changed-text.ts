import { longestText, type ChangedFile } from '../../../evidence/weakened/changed-file.js';
import { isSameContent, type Content } from '../../../review/content.js';
import { decodeText, isText } from '../../../review/lines.js';

/** A changed file as it is looked into for weakened checks; none where it is the same, no text, or too long. */
export function changedTexts(path: string, before: Content, after: Content): ChangedFile[] {
  if (isSameContent(before, after) || ![before, after].every(isReadable)) return [];
  return [{ path, before: textOf(before), after: textOf(after) }];
}

function isReadable(content: Content): boolean {
  return content === null || (content.length <= longestText && isText(content));
}

function textOf(content: Content): string | null {
  return content === null ? null : decodeText(content);
}
