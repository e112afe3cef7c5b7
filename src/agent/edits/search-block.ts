import { withoutIndent } from './fence.js';
import { refused, type Refused } from './refusal.js';

const opening = /^([ \t]*)(?:<{5,9}|-{5,9}) ?(?:SEARCH|ORIGINAL)\b>?[ \t]*(.*)$/;
const divider = /^[ \t]*={5,9}[ \t]*$/;
const closing = /^[ \t]*(?:>{5,9}|\+{5,9}) ?(?:REPLACE|UPDATED)\b/;

export interface SearchBlock {
  /** What stands behind the opening mark, perhaps a path. */
  readonly label: string;
  readonly search: readonly string[];
  readonly replacement: readonly string[];
  /** Null for a block that can be read. */
  readonly problem: Refused | null;
  /** Index of the first line behind it. */
  readonly next: number;
}

export function opensSearchBlock(line: string): boolean {
  return opening.test(line);
}

/** @param start index of the line that opens the block */
export function readSearchBlock(lines: readonly string[], start: number): SearchBlock {
  const [, indent = '', label = ''] = opening.exec(lines[start] ?? '') ?? [];
  const dividers: number[] = [];
  let index = start + 1;
  let line = lines[index];
  for (; line !== undefined && !closing.test(line) && !opening.test(line); line = lines[++index])
    if (divider.test(line)) dividers.push(index);

  const isClosed = line !== undefined && closing.test(line);
  const [middle = index] = dividers;
  return {
    label: label.trim(),
    search: withoutIndent(lines.slice(start + 1, middle), indent),
    replacement: withoutIndent(lines.slice(middle + 1, index), indent),
    problem: problemOf(line === undefined, isClosed, dividers.length),
    next: isClosed ? index + 1 : index,
  };
}

function problemOf(isCut: boolean, isClosed: boolean, dividers: number): Refused | null {
  if (isCut)
    return refused('truncated', 'The reply ends inside of this block: its >>>>>>> REPLACE is missing.');
  if (!isClosed) return refused('malformed', 'Its >>>>>>> REPLACE is missing.');
  if (dividers === 1) return null;
  return refused(
    'malformed',
    dividers === 0
      ? 'Its ======= is missing, between the old lines and the new ones.'
      : 'It has more than one line of =======, so that it is not certain where the new lines begin. Replace fewer lines.',
  );
}
