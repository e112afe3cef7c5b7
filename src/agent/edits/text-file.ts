/** A text with everything that has to stay as it is when some of its lines change. */
export interface TextFile {
  /** `bytes`: not valid in any of the others, one character for each byte. */
  readonly encoding: 'utf8' | 'utf16le' | 'utf16be' | 'bytes';
  /** Byte order mark; empty where there is none. */
  readonly mark: Uint8Array;
  readonly lines: readonly TextLine[];
}

export interface TextLine {
  readonly text: string;
  /** Empty for a last line without one. */
  readonly ending: string;
}

export const emptyFile: TextFile = { encoding: 'utf8', mark: new Uint8Array(), lines: [] };

/** A file's content as lines, such that `writeText` gives the same bytes again; null for what is not a text. */
export function readText(content: Uint8Array): TextFile | null {
  if (startsWith(content, [0xff, 0xfe])) return decoded(content, 'utf-16le', 'utf16le', 2);
  if (startsWith(content, [0xfe, 0xff])) return decoded(content, 'utf-16be', 'utf16be', 2);
  if (content.includes(0)) return null;
  const markLength = startsWith(content, [0xef, 0xbb, 0xbf]) ? 3 : 0;
  return (
    decoded(content, 'utf-8', 'utf8', markLength) ?? {
      encoding: 'bytes',
      mark: new Uint8Array(),
      lines: splitText(Buffer.from(content).toString('latin1')),
    }
  );
}

export function writeText({ encoding, mark, lines }: TextFile): Uint8Array {
  const text = lines.map((line) => line.text + line.ending).join('');
  return Buffer.concat([mark, encode(text, encoding)]);
}

/** Whether a text can be written in the file's encoding: one that is not known has ASCII for certain, and nothing else. */
export function canHold({ encoding }: TextFile, text: string): boolean {
  if (encoding === 'bytes') return !/[^\0-\x7f]/.test(text);
  return !/\p{Cs}/u.test(text);
}

function decoded(
  content: Uint8Array,
  label: string,
  encoding: TextFile['encoding'],
  markLength: number,
): TextFile | null {
  try {
    const text = new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(
      content.subarray(markLength),
    );
    return { encoding, mark: content.slice(0, markLength), lines: splitText(text) };
  } catch {
    return null;
  }
}

function encode(text: string, encoding: TextFile['encoding']): Buffer {
  if (encoding === 'bytes') return Buffer.from(text, 'latin1');
  if (encoding === 'utf8') return Buffer.from(text, 'utf8');
  const pairs = Buffer.from(text, 'utf16le');
  return encoding === 'utf16be' ? pairs.swap16() : pairs;
}

function splitText(text: string): TextLine[] {
  return [...text.matchAll(/([^\r\n]*)(\r\n|\r|\n)|[^\r\n]+$/g)].map(([whole, line, ending]) => ({
    text: line ?? whole,
    ending: ending ?? '',
  }));
}

function startsWith(content: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => content[index] === byte);
}
