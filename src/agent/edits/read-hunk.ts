import type { PatchHunk, PatchLine } from './edit.js';
import { refused, type Refused } from './refusal.js';

export interface ReadHunk {
  readonly hunk: PatchHunk;
  /** Null for a hunk that can be read. */
  readonly problem: Refused | null;
  /** Index of the first line behind it. */
  readonly next: number;
}

/** The part of a reply that is being read as a diff. */
export interface DiffSource {
  readonly lines: readonly string[];
  /** Index of the first of them in the reply. */
  readonly first: number;
  /** Index behind its last line. */
  readonly end: number;
  /** Whether something says where it ends; else the lines themselves have to. */
  readonly isFenced: boolean;
}

const numbers = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@/;

/** Whether a file's diff begins here, where no hunk is being read. */
export function beginsFile({ lines, end, isFenced }: DiffSource, index: number): boolean {
  const [line = '', next = '', afterNext = ''] = lines.slice(index, Math.min(end, index + 3));
  if (line.startsWith('diff --git ')) return true;
  if (!line.startsWith('--- ') || !next.startsWith('+++ ')) return false;
  // A reply may end just here, but not a fence that is closed.
  return afterNext.startsWith('@@') || (!isFenced && afterNext === '' && index + 3 >= end);
}

/**
 * Whether a file's diff begins here for certain, so that the hunk above has ended: of a comment in SQL or Lua that is removed
 * the line looks much the same.
 */
function beginsNextFile(source: DiffSource, index: number): boolean {
  if (!beginsFile(source, index)) return false;
  const [line = '', next = ''] = source.lines.slice(index, index + 2);
  const [oldName, newName] = [line, next].map((each) => each.slice(4).replace(/\t.*$/, ''));
  const hasMarks = /^(?:a\/|\/dev\/null$)/.test(oldName ?? '') && /^(?:b\/|\/dev\/null$)/.test(newName ?? '');
  return line.startsWith('diff --git ') || hasMarks || oldName === newName;
}

/**
 * Reads a hunk by the counts in its header where they are right, else up to where it must end.
 * @param start index of its header, or of its first line where it has none
 */
export function readHunk(source: DiffSource, start: number): ReadHunk {
  const header = source.lines[start] ?? '';
  const from = header.startsWith('@@') ? start + 1 : start;
  const [, oldStart, oldCount = '1', newCount = '1'] = numbers.exec(header) ?? [];
  if (oldStart !== undefined) {
    const next = endByCounts(source, from, Number(oldCount), Number(newCount));
    if (next !== null) return hunkOf(source, from, next, Number(oldStart), null);
  }
  const { next, unread } = endByLines(source, from);
  const isCut =
    !source.isFenced &&
    oldStart !== undefined &&
    isLast(source, next) &&
    isShort(source, from, next, Number(oldCount), Number(newCount));
  return hunkOf(source, from, next, null, isCut ? cut : unread === null ? null : unreadable(unread));
}

const cut = refused('truncated', 'The reply ends inside of this diff.');

function unreadable(line: string): Refused {
  const message = `A line of the diff begins with neither a blank, + nor -: "${line.slice(0, 60)}".`;
  return refused('malformed', message);
}

/** Whether nothing follows but blank lines. */
function isLast({ lines, end }: DiffSource, next: number): boolean {
  return lines.slice(next, Math.min(end, next + 3)).every((line) => line === '') && end <= next + 3;
}

/** Null where the lines do not agree with the counts. */
function endByCounts(source: DiffSource, from: number, oldCount: number, newCount: number): number | null {
  let [oldLeft, newLeft, index] = [oldCount, newCount, from];
  while (oldLeft > 0 || newLeft > 0) {
    const line = source.lines[index];
    if (line === undefined || index >= source.end) return null;
    const kind = kindOf(line);
    if (kind === null) return null;
    if (kind !== 'added') oldLeft -= kind === 'end' ? 0 : 1;
    if (kind !== 'removed') newLeft -= kind === 'end' ? 0 : 1;
    index += 1;
  }
  if (oldLeft < 0 || newLeft < 0) return null;
  if (isEndMark(source.lines[index]) && index < source.end) index += 1;
  const isEnd =
    index >= source.end || source.lines[index] === '' || endsHunk(source, index) || isProse(source, index);
  return isEnd ? index : null;
}

/**
 * Blank lines at the end are taken for what separates the hunk from what follows. Within a fence a line that cannot be read
 * is an error; outside of it, it is the prose behind the diff.
 */
function endByLines(source: DiffSource, from: number): { next: number; unread: string | null } {
  let next = from;
  for (let index = from; index < source.end && !endsHunk(source, index); index += 1) {
    const line = source.lines[index] ?? '';
    if (kindOf(line) === null) return { next, unread: source.isFenced ? line : null };
    if (line !== '') next = index + 1;
  }
  return { next, unread: null };
}

function endsHunk(source: DiffSource, index: number): boolean {
  return (source.lines[index] ?? '').startsWith('@@') || beginsNextFile(source, index);
}

function isProse({ lines, isFenced }: DiffSource, index: number): boolean {
  return !isFenced && kindOf(lines[index] ?? '') === null;
}

function isShort(
  { lines }: DiffSource,
  from: number,
  next: number,
  oldCount: number,
  newCount: number,
): boolean {
  const kinds = lines.slice(from, next).map(kindOf);
  const old = kinds.filter((kind) => kind === 'context' || kind === 'removed').length;
  const now = kinds.filter((kind) => kind === 'context' || kind === 'added').length;
  return old < oldCount || now < newCount;
}

function kindOf(line: string): PatchLine['kind'] | 'end' | null {
  if (line === '' || line.startsWith(' ')) return 'context';
  if (line.startsWith('-')) return 'removed';
  if (line.startsWith('+')) return 'added';
  return isEndMark(line) ? 'end' : null;
}

function isEndMark(line: string | undefined): boolean {
  return line?.startsWith('\\ ') === true;
}

function hunkOf(
  { lines }: DiffSource,
  from: number,
  next: number,
  oldStart: number | null,
  problem: Refused | null,
): ReadHunk {
  const read: PatchLine[] = [];
  let endsWithNewline: boolean | null = null;
  for (const line of lines.slice(from, next)) {
    const kind = kindOf(line);
    // "\ No newline at end of file" is about the line above it.
    if (kind === 'end') endsWithNewline = read.at(-1)?.kind === 'removed' ? true : false;
    else if (kind !== null) {
      if (endsWithNewline === false && kind !== 'removed') endsWithNewline = null;
      read.push({ kind, text: line.slice(1) });
    }
  }
  return { hunk: { oldStart, lines: read, endsWithNewline }, problem, next };
}
