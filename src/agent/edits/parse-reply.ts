import type { ParsedReply } from './edit.js';
import { refused, refusalOf } from './refusal.js';
import { ReplyReader } from './reply-reader.js';

/** What is known of the workspace while a reply is read: a `Map` or `Set` by path will do. */
export interface KnownFiles {
  readonly files: { has(path: string): boolean };
}

/** Longer replies are no model's: eight times what the largest context of today holds. */
const maxReplyChars = 8 * 1024 * 1024;

/**
 * Takes a model's reply apart, never throws. Takes time in proportion to its length; one of more than 8 MB is refused unread.
 *
 * Understood are search/replace blocks, unified diffs, Codex's patches, whole files below their path, and lines such as
 * `DELETE path` and `RENAME path -> path`, in any mixture. What cannot be read in one way only is refused.
 */
export function parseReply(text: string, known: KnownFiles): ParsedReply {
  if (text.length <= maxReplyChars) return new ReplyReader(text, known).read();
  const reason = refused('too-large', 'The reply is longer than 8 MB. Change fewer files at a time.');
  return { edits: [], refusals: [refusalOf(null, 1, reason)], prose: '' };
}
