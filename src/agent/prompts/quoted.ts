import { printable } from '../edits/safe-path.js';
import type { ContextPart } from './build-messages.js';

/** A part of the context as a quotation that nothing in it can end: its fence is longer than any in the text. */
export function quotedPart({ source, label, text }: ContextPart): string {
  return `## ${printable(source)}: ${printable(label)}\n\n${quoted(text)}`;
}

/** A text in a fence. */
export function quoted(text: string): string {
  const longest = (text.match(/`{3,}/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}
