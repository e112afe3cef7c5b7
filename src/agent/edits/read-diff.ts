import type { PatchHunk } from './edit.js';
import { beginsFile, readHunk, type DiffSource } from './read-hunk.js';
import { refused, type Refused } from './refusal.js';

/** What a diff says of one file; names are as written, without `a/` and `b/`. */
export interface FileDiff {
  /** Index of its first line in the reply. */
  readonly start: number;
  /** Null where the diff does not say; `/dev/null` where there is no file. */
  oldName: string | null;
  newName: string | null;
  isRenamed: boolean;
  isNew: boolean;
  isDeleted: boolean;
  readonly hunks: PatchHunk[];
  /** The first thing that is wrong with it. */
  problem: Refused | null;
}

export const noFile = '/dev/null';

/**
 * Reads unified diffs, with or without git's headers.
 * @param start index of the first line among those of the source
 * @returns what each file is to become, and the index behind the last line that belongs to them
 */
export function readDiff(source: DiffSource, start: number): { diffs: readonly FileDiff[]; next: number } {
  const diffs: FileDiff[] = [];
  let current: FileDiff | undefined;
  let isNamed = false;
  let index = start;
  const begin = (): FileDiff => {
    const diff = emptyDiff(source.first + index);
    diffs.push(diff);
    isNamed = false;
    return diff;
  };
  while (index < source.end) {
    const line = source.lines[index] ?? '';
    if (line.startsWith('diff --git ')) {
      current = begin();
      [current.oldName, current.newName] = gitNames(line);
      index += 1;
    } else if (beginsFile(source, index)) {
      if (current === undefined || isNamed || current.hunks.length > 0) current = begin();
      isNamed = true;
      nameFile(current, line, source.lines[index + 1] ?? '');
      index += 2;
    } else if (line.startsWith('@@') || (current === undefined && source.isFenced && /^[-+ ]/.test(line))) {
      current ??= begin();
      const { hunk, problem, next } = readHunk(source, index);
      current.hunks.push(hunk);
      current.problem ??= problem;
      index = Math.max(next, index + 1);
    } else if (line.trim() === '' && !endsAtBlank(source, index)) index += 1;
    else if (current !== undefined && readHeader(current, line)) index += 1;
    else if (source.isFenced && line.trim() !== '') {
      current ??= begin();
      current.problem ??= refused('malformed', `A line of the diff cannot be read: "${line.slice(0, 60)}".`);
      index += 1;
    } else break;
  }
  return { diffs, next: index };
}

/** Outside of a fence a blank line ends a diff, unless it goes on behind it. */
function endsAtBlank(source: DiffSource, index: number): boolean {
  if (source.isFenced) return false;
  const next = source.lines[index + 1] ?? '';
  return !(next.startsWith('@@') || beginsFile(source, index + 1));
}

function emptyDiff(start: number): FileDiff {
  return {
    start,
    oldName: null,
    newName: null,
    isRenamed: false,
    isNew: false,
    isDeleted: false,
    hunks: [],
    problem: null,
  };
}

/** The lines that git writes between the names and the hunks; false for any other. */
function readHeader(diff: FileDiff, line: string): boolean {
  const [, word = '', rest = ''] =
    /^(rename from|rename to|copy from|copy to|new file mode|deleted file mode|old mode|new mode|similarity index|dissimilarity index|index|Binary files|GIT binary patch|Only in)\b ?(.*)$/.exec(
      line,
    ) ?? [];
  switch (word) {
    case '':
      return false;
    case 'rename from':
      diff.oldName = rest;
      diff.isRenamed = true;
      break;
    case 'rename to':
      diff.newName = rest;
      diff.isRenamed = true;
      break;
    case 'copy from':
    case 'copy to':
      diff.problem ??= refused('malformed', 'Copies are not made by a diff. Write the whole new file.');
      break;
    case 'new file mode':
      diff.isNew = true;
      if (/^1[26]0000/.test(rest)) diff.problem ??= refused('link', 'Links are not created.');
      break;
    case 'deleted file mode':
      diff.isDeleted = true;
      break;
    case 'Binary files':
    case 'GIT binary patch':
      diff.problem ??= refused('binary', 'The diff is of a file that is not a text.');
      break;
  }
  return true;
}

function gitNames(line: string): [string | null, string | null] {
  const [, oldName, newName] = /^diff --git a\/(\S+) b\/(\S+)$/.exec(line) ?? [];
  return [oldName ?? null, newName ?? null];
}

function nameFile(diff: FileDiff, oldLine: string, newLine: string): void {
  const [oldName, newName] = [nameIn(oldLine), nameIn(newLine)];
  const hasPrefixes =
    (oldName.startsWith('a/') || oldName === noFile) && (newName.startsWith('b/') || newName === noFile);
  const bare = (name: string): string => (hasPrefixes && name !== noFile ? name.slice(2) : name);
  diff.oldName = bare(oldName);
  diff.newName = bare(newName);
}

/** Behind a tab stands the time. */
function nameIn(line: string): string {
  const name = line.slice(4).replace(/\t.*$/, '').trim();
  return name.length > 1 && name.startsWith('"') && name.endsWith('"') ? name.slice(1, -1) : name;
}
