import type { Content } from './content.js';
import { endOf, type Hunk, type LineRange } from './hunk.js';
import { decodeText, isText } from './lines.js';

const contextLines = 3;

/**
 * One hunk as a unified diff with three lines around it, decoded for reading; a file that is not text is named only.
 * @param path relative to the root, with forward slashes
 */
export function hunkDiff(path: string, baseline: Content, current: Content, hunk: Hunk): string {
  const names = [baseline === null ? '/dev/null' : `a/${path}`, current === null ? '/dev/null' : `b/${path}`];
  if ([baseline, current].some((content) => content !== null && !isText(content))) {
    return `Binary files ${names.join(' and ')} differ\n`;
  }
  const [before, after] = [textLines(baseline), textLines(current)];
  const lead = Math.min(contextLines, hunk.before.start, hunk.after.start);
  const beforeEnd = Math.min(before.length, endOf(hunk.before) + contextLines);
  const trail = beforeEnd - endOf(hunk.before);
  const body = [
    ...before.slice(hunk.before.start - lead, hunk.before.start).map((line) => ` ${line}`),
    ...before.slice(hunk.before.start, endOf(hunk.before)).map((line) => `-${line}`),
    ...after.slice(hunk.after.start, endOf(hunk.after)).map((line) => `+${line}`),
    ...before.slice(endOf(hunk.before), beforeEnd).map((line) => ` ${line}`),
  ];
  const header = `@@ -${position(hunk.before, lead, trail)} +${position(hunk.after, lead, trail)} @@`;
  return (
    [`--- ${names[0] ?? ''}`, `+++ ${names[1] ?? ''}`, header, ''].join('\n') + body.map(withEnding).join('')
  );
}

/** As `diff -u` counts: from 1, and an empty range by the line before it. */
function position({ start, count }: LineRange, lead: number, trail: number): string {
  const lines = lead + count + trail;
  return `${start - lead + (lines === 0 ? 0 : 1)},${lines}`;
}

function withEnding(line: string): string {
  return /[\r\n]$/.test(line) ? line : `${line}\n\\ No newline at end of file\n`;
}

function textLines(content: Content): string[] {
  return decodeText(content).match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}
