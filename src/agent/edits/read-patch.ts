import type { Edit, PatchHunk, PatchLine } from './edit.js';
import { withoutIndent } from './fence.js';
import { refused, type Refused } from './refusal.js';

/** What a patch says of one file; paths are as written. */
export interface PatchedFile {
  /** Index of its first line in the reply. */
  readonly start: number;
  /** Null where the patch names none. */
  readonly path: string | null;
  /** Empty where there is a problem. */
  readonly edits: readonly Edit[];
  /** The first thing that is wrong with it. */
  readonly problem: Refused | null;
}

const opening = /^([ \t]*)\*\*\* Begin Patch[ \t]*$/;
const closing = /^[ \t]*\*\*\* End Patch[ \t]*$/;
const fileLine = /^\*\*\* (Add|Update|Delete) File: (.+?)[ \t]*$/;
const moveLine = /^\*\*\* Move to: (.+?)[ \t]*$/;

export function opensPatch(line: string): boolean {
  return opening.test(line);
}

/**
 * Reads a patch between `*** Begin Patch` and `*** End Patch`, as Codex writes them: for each file whether it is added,
 * updated or deleted, and hunks without line numbers, each below a line such as `@@ class Cart` that stands above its place.
 * @param start index of the line that opens the patch
 * @returns what it says of each file, and the index behind its last line
 */
export function readPatch(
  lines: readonly string[],
  start: number,
): { readonly files: readonly PatchedFile[]; readonly next: number } {
  const [, indent = ''] = opening.exec(lines[start] ?? '') ?? [];
  let end = start + 1;
  while (end < lines.length && !closing.test(lines[end] ?? '') && !opensPatch(lines[end] ?? '')) end += 1;
  const isClosed = closing.test(lines[end] ?? '');
  const body = withoutIndent(lines.slice(start + 1, end), indent);
  const starts = body.flatMap((line, index) => (fileLine.test(line) ? [index] : []));
  const files = starts.map((from, index): PatchedFile => {
    const section = body.slice(from, starts[index + 1]);
    const isCut = !isClosed && index === starts.length - 1;
    return fileOf(section, start + 1 + from, isCut);
  });
  if (files.length === 0) files.push({ start, path: null, edits: [], problem: namesNone });
  return { files, next: isClosed ? end + 1 : end };
}

const namesNone = refused(
  'no-file-named',
  'The patch names no file. Write *** Update File: and its path above the lines.',
);
const cut = refused('truncated', 'The reply ends inside of this patch: its *** End Patch is missing.');

/** @param start index of its first line in the reply */
function fileOf(section: readonly string[], start: number, isCut: boolean): PatchedFile {
  const [head = '', ...rest] = section;
  const [, verb = '', path = ''] = fileLine.exec(head) ?? [];
  const line = start + 1;
  const not = (problem: Refused): PatchedFile => ({ start, path, edits: [], problem });
  if (isCut) return not(cut);
  if (verb === 'Delete') return { start, path, edits: [{ kind: 'delete', path, line }], problem: null };
  const [, to] = moveLine.exec(rest[0] ?? '') ?? [];
  const { hunks, unread } = hunksIn(to === undefined ? rest : rest.slice(1));
  if (unread !== null)
    return not(
      refused(
        'malformed',
        `A line of the patch begins with neither a blank, + nor -: "${unread.slice(0, 60)}".`,
      ),
    );
  if (verb === 'Add') {
    if (hunks.some((hunk) => hunk.lines.some(({ kind }) => kind !== 'added')))
      return not(refused('malformed', 'Each line of an added file begins with +.'));
    return { start, path, edits: [{ kind: 'patch', path, line, hunks, effect: 'create' }], problem: null };
  }
  const target = to ?? path;
  const rename: Edit[] = to === undefined ? [] : [{ kind: 'rename', path, to, line }];
  const change: Edit[] =
    hunks.length === 0 ? [] : [{ kind: 'patch', path: target, line, hunks, effect: 'change' }];
  const edits = [...rename, ...change];
  return edits.length === 0
    ? not(refused('malformed', 'The patch changes nothing in this file.'))
    : { start, path, edits, problem: null };
}

/** @returns the hunks, or the first line that is none of a patch */
function hunksIn(lines: readonly string[]): { readonly hunks: PatchHunk[]; readonly unread: string | null } {
  const hunks: PatchHunk[] = [];
  let read: PatchLine[] = [];
  let heading: string | undefined;
  const end = (): void => {
    while (read.at(-1)?.text === '' && read.at(-1)?.kind === 'context') read.pop();
    if (read.length > 0) hunks.push({ ...hunkBelow(heading), lines: read, endsWithNewline: null });
    read = [];
  };
  for (const line of lines) {
    if (line.startsWith('@@')) {
      end();
      heading = line;
    } else if (!/^\*\*\* End of File[ \t]*$/.test(line)) {
      const kind = kindOf(line);
      if (kind === null) return { hunks, unread: line };
      read.push({ kind, text: line.slice(1) });
    }
  }
  end();
  return { hunks, unread: null };
}

/** Of several headings in a row the last is the nearest one. */
function hunkBelow(heading: string | undefined): Pick<PatchHunk, 'oldStart' | 'below'> {
  const [, oldStart] = /^@@ -(\d{1,9})\b/.exec(heading ?? '') ?? [];
  const below = heading?.slice(2).trim() ?? '';
  if (oldStart !== undefined || below === '')
    return { oldStart: oldStart === undefined ? null : Number(oldStart) };
  return { oldStart: null, below };
}

function kindOf(line: string): PatchLine['kind'] | null {
  if (line === '' || line.startsWith(' ')) return 'context';
  if (line.startsWith('-')) return 'removed';
  return line.startsWith('+') ? 'added' : null;
}
