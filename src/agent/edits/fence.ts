/** The line that opens a block of code in Markdown. */
export interface Fence {
  readonly indent: string;
  readonly mark: string;
  /** What stands behind the mark, such as `ts` or `ts src/a.ts`. */
  readonly info: string;
}

export function openingFence(line: string): Fence | null {
  const [, indent, mark, info] = /^([ \t]*)(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  if (indent === undefined || mark === undefined || info === undefined) return null;
  return mark.startsWith('`') && info.includes('`') ? null : { indent, mark, info: info.trim() };
}

export function closesFence(line: string, { mark }: Fence): boolean {
  const closing = openingFence(line);
  return closing?.info === '' && closing.mark.startsWith(mark);
}

/** Lines without the blanks that stand before the mark which opens them, where all of them have these. */
export function withoutIndent(lines: readonly string[], indent: string): readonly string[] {
  const hasIndent = lines.every((line) => line.startsWith(indent) || line.trim() === '');
  return indent === '' || !hasIndent ? lines : lines.map((line) => line.slice(indent.length));
}
