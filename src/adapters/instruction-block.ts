const beginMarker = '<!-- learning-loop:begin (kept current by Learning Loop; write outside of it) -->';
const endMarker = '<!-- learning-loop:end -->';
const traceOfMarker = /<!--\s*learning-loop:(?:begin|end)/g;

/** `none`: no marker. `broken`: markers that are not one begin and one end, each a line of its own, in this order. */
export type BlockState = 'none' | 'whole' | 'broken';

interface Parts {
  readonly before: string;
  /** What stands between the markers, without the line breaks at either end. */
  readonly inner: string;
  readonly after: string;
  readonly eol: string;
}

/** Whether an instruction file has our block. */
export function blockState(text: string): BlockState {
  if (partsOf(text) !== null) return 'whole';
  return text.match(traceOfMarker) === null ? 'none' : 'broken';
}

/** What our block says, or null where there is none or its markers are broken; lines end in `\n`. */
export function blockContent(text: string): string | null {
  const parts = partsOf(text);
  return parts === null ? null : parts.inner.replaceAll(parts.eol, '\n');
}

/**
 * The file with a block that says `content` (lines ending in `\n`), in the place of the one that it has, else at its end.
 * `null` is a file that does not exist. A file with broken markers stays as it is.
 */
export function withBlock(text: string | null, content: string): string {
  const parts = text === null ? null : partsOf(text);
  if (parts !== null) return `${parts.before}${block(content, parts.eol)}${parts.after}`;
  if (text === null) return `${block(content, '\n')}\n`;
  if (blockState(text) === 'broken') return text;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  // Whether a line break follows says whether one was at the file's end: it comes out again byte for byte.
  if (text === '') return block(content, eol);
  if (!text.endsWith(eol)) return `${text}${eol}${eol}${block(content, eol)}`;
  return `${text}${eol}${block(content, eol)}${eol}`;
}

/**
 * The file as its people wrote it: without our block and the line breaks that came with it; null when the block was all of a
 * file that we made. A file without a block, or with broken markers, stays as it is.
 */
export function withoutBlock(text: string): string | null {
  const parts = partsOf(text);
  if (parts === null) return text;
  const { before, after, eol } = parts;
  if (before === '') return after === eol ? null : withoutFirst(after, eol);
  if (after === '') return withoutLast(withoutLast(before, eol), eol);
  return `${withoutLast(before, eol)}${withoutFirst(after, eol)}`;
}

function block(content: string, eol: string): string {
  return [beginMarker, ...content.split('\n'), endMarker].join(eol);
}

function partsOf(text: string): Parts | null {
  const begin = text.indexOf(beginMarker);
  const end = text.indexOf(endMarker);
  if (begin < 0 || end < begin || text.match(traceOfMarker)?.length !== 2) return null;
  const afterBegin = begin + beginMarker.length;
  const eol = text.startsWith('\r\n', afterBegin) ? '\r\n' : '\n';
  const innerStart = afterBegin + eol.length;
  const innerEnd = end - eol.length;
  const after = text.slice(end + endMarker.length);
  const isOnOwnLines =
    (begin === 0 || text[begin - 1] === '\n') &&
    text.startsWith(eol, afterBegin) &&
    innerEnd >= innerStart &&
    text.startsWith(eol, innerEnd) &&
    /^(?:\r?\n|$)/.test(after);
  if (!isOnOwnLines) return null;
  return { before: text.slice(0, begin), inner: text.slice(innerStart, innerEnd), after, eol };
}

function withoutFirst(text: string, eol: string): string {
  return text.startsWith(eol) ? text.slice(eol.length) : text;
}

function withoutLast(text: string, eol: string): string {
  return text.endsWith(eol) ? text.slice(0, -eol.length) : text;
}
