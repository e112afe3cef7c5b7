/** Offsets in a text: `start` is the first character, `end` the one after the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces what the span covers; an empty span inserts. */
export interface TextEdit extends Span {
  readonly text: string;
}

export const slice = (text: string, { start, end }: Span): string => text.slice(start, end);

export const insertAt = (offset: number, text: string): TextEdit => ({ start: offset, end: offset, text });

/** `text` with all edits, which must not overlap. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const fromTheEnd = [...edits].sort((a, b) => b.start - a.start);
  return fromTheEnd.reduce(
    (done, edit) => done.slice(0, edit.start) + edit.text + done.slice(edit.end),
    text,
  );
}

/** Where the line begins that `offset` lies in. */
export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Behind the newline of the line that `offset` lies in. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}

/** The span, grown to whole lines with their newlines. */
export const wholeLines = (text: string, { start, end }: Span): Span => ({
  start: lineStart(text, start),
  end: lineEnd(text, Math.max(start, end - 1)),
});

/** The white space that the line of `offset` begins with. */
export const indentAt = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
