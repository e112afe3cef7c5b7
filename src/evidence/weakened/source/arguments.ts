import type { Source, Span } from './source.js';

/** What stands between the brackets at `open` and its end, parted by commas; empty parts are left out. Nothing where the brackets are not closed. */
export function partsBetween(source: Source, open: number): Span[] {
  const end = source.closing(open);
  const parts: Span[] = [];
  if (!source.isClosed(open)) return parts;
  const add = (start: number, until: number): void => {
    if (source.text.slice(start, until).trim() !== '') parts.push({ start, end: until });
  };
  let start = open + 1;
  const marks = /[,([{]/g;
  for (let at = nextMark(marks, source.code, start); at < end; at = nextMark(marks, source.code, at + 1)) {
    if (source.code.charAt(at) === ',') {
      add(start, at);
      start = at + 1;
    } else {
      at = source.closing(at);
    }
  }
  add(start, end);
  return parts;
}

function nextMark(marks: RegExp, code: string, from: number): number {
  marks.lastIndex = from;
  return marks.exec(code)?.index ?? code.length;
}

/** The text of a span without white space, so that a change of layout is none. */
export function dense(text: string): string {
  return text.replace(/\s+/g, '').replace(/,(?=[)\]}])/g, '');
}

/** A string as written, without its quotes; other code as it is, in one line. */
export function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^[rbuf]{0,2}(["'`])([\s\S]*)\1$/i, '$2')
    .replace(/\s+/g, ' ');
}
