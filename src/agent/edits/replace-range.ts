import type { TextFile, TextLine } from './text-file.js';

/** Lines of a file, counted from 0, and the texts that take their place. */
export interface Replacement {
  readonly start: number;
  readonly count: number;
  readonly texts: readonly string[];
}

/**
 * The file with lines replaced. Those that stay the same at the beginning and the end of the range keep their endings; new
 * ones end as the lines around them. Whether the last line has an ending stays as it is; a file that was empty gets one.
 * @param endsWithNewline null to leave that as it is
 */
export function replaceRange(
  file: TextFile,
  { start, count, texts }: Replacement,
  endsWithNewline: boolean | null = null,
): TextFile {
  const { lines } = file;
  const least = Math.min(count, texts.length);
  let head = 0;
  while (head < least && lines[start + head]?.text === texts[head]) head += 1;
  let tail = 0;
  while (tail < least - head && lines[start + count - 1 - tail]?.text === texts.at(-1 - tail)) tail += 1;

  const ending = endingNear(lines, start + head);
  const result = [
    ...lines.slice(0, start + head),
    ...texts.slice(head, texts.length - tail).map((text) => ({ text, ending })),
    ...lines.slice(start + count - tail),
  ];
  return { ...file, lines: ended(result, ending, endsWithNewline ?? lines.at(-1)?.ending !== '') };
}

/** The ending of the line at an index, or of the nearest one that has an ending. */
function endingNear(lines: readonly TextLine[], index: number): string {
  // Only the last line may be without one.
  const near = [index, index - 1, index + 1, index - 2].map((each) => lines[each]?.ending ?? '');
  return near.find((ending) => ending !== '') ?? '\n';
}

/** Every line but the last has an ending, and the last one where it is wanted. */
function ended(lines: readonly TextLine[], ending: string, endsWithNewline: boolean): TextLine[] {
  return lines.map((line, index) => {
    const needsEnding = index < lines.length - 1 || endsWithNewline;
    if (needsEnding === (line.ending !== '')) return line;
    return { text: line.text, ending: needsEnding ? ending : '' };
  });
}
