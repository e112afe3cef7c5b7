import type { Content } from './content.js';

/**
 * A line with its ending. Each character stands for one byte (latin1), so that joined lines are exactly the bytes they
 * came from, whatever the encoding.
 */
export type Line = string;

type Encoding = 'utf8' | 'utf16le' | 'utf16be';

/**
 * The lines of a file as VS Code counts them: ended by \n, \r\n or a lone \r. A file that is not text is one line; an
 * empty one and one that is not there have none.
 */
export function splitLines(content: Content): Line[] {
  if (content === null || content.length === 0) return [];
  const encoding = encodingOf(content);
  const bytes = latin1(content);
  if (encoding === null) return [bytes];
  return encoding === 'utf8' ? splitBytes(bytes) : splitPairs(bytes, encoding === 'utf16le' ? 0 : 1);
}

/** The reverse of `splitLines`. */
export function joinLines(lines: readonly Line[]): Uint8Array {
  return Buffer.from(lines.join(''), 'latin1');
}

/** Whether the content has lines to compare: no NUL bytes, unless a byte order mark says that it is UTF-16. */
export function isText(content: Uint8Array): boolean {
  return encodingOf(content) !== null;
}

/** What a person reads; bytes that are not valid become U+FFFD, a byte order mark is left out. */
export function decodeText(content: Content): string {
  if (content === null) return '';
  const encoding = encodingOf(content) ?? 'utf8';
  return new TextDecoder(
    encoding === 'utf8' ? 'utf-8' : encoding === 'utf16le' ? 'utf-16le' : 'utf-16be',
  ).decode(content);
}

function encodingOf(content: Uint8Array): Encoding | null {
  const isPaired = content.length % 2 === 0;
  if (isPaired && content[0] === 0xff && content[1] === 0xfe) return 'utf16le';
  if (isPaired && content[0] === 0xfe && content[1] === 0xff) return 'utf16be';
  return content.includes(0) ? null : 'utf8';
}

function splitBytes(bytes: string): Line[] {
  return bytes.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/** @param low where the low byte of each pair is */
function splitPairs(bytes: string, low: 0 | 1): Line[] {
  const lines: Line[] = [];
  const isAt = (index: number, letter: string): boolean =>
    bytes[index + low] === letter && bytes[index + 1 - low] === '\0';
  let start = 0;
  for (let index = 0; index < bytes.length; index += 2) {
    if (!isAt(index, '\n') && !isAt(index, '\r')) continue;
    if (isAt(index, '\r') && isAt(index + 2, '\n')) index += 2;
    lines.push(bytes.slice(start, index + 2));
    start = index + 2;
  }
  if (start < bytes.length) lines.push(bytes.slice(start));
  return lines;
}

function latin1(content: Uint8Array): string {
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1');
}
