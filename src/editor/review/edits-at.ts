import type { PendingFile, PendingHunk } from './review.js';

/** A change as VS Code's peek knows it: 1-based lines; `modifiedEndLineNumber` is 0 where lines were only removed. */
export interface LineChange {
  readonly modifiedStartLineNumber: number;
  readonly modifiedEndLineNumber: number;
}

export function isLineChange(value: unknown): value is LineChange {
  return (
    typeof value === 'object' &&
    value !== null &&
    'modifiedStartLineNumber' in value &&
    typeof value.modifiedStartLineNumber === 'number' &&
    'modifiedEndLineNumber' in value &&
    typeof value.modifiedEndLineNumber === 'number'
  );
}

/** The edits that a change of the peek covers: it may join what we keep apart. */
export function editsOfChange(edits: readonly PendingHunk[], change: LineChange): PendingHunk[] {
  // A removal is given by the line it stood behind; ours by the line it stood before.
  const isRemoval = change.modifiedEndLineNumber === 0;
  const start = isRemoval ? change.modifiedStartLineNumber : change.modifiedStartLineNumber - 1;
  const end = isRemoval ? start : change.modifiedEndLineNumber;
  return edits.filter(
    (edit) => edit.startLine <= end && start <= endOf(edit) && !onlyTouches(edit, start, end),
  );
}

/** The edit at a 0-based line: one with that line, else one that removed lines right above or below it. */
export function editAtLine(edits: readonly PendingHunk[], line: number): PendingHunk | undefined {
  const around = edits.find((edit) => contains(edit, line));
  return (
    around ??
    edits.find((edit) => edit.addedLines === 0 && line >= edit.startLine - 1 && line <= edit.startLine)
  );
}

type WithEdits = Pick<PendingFile, 'hunks'>;

export interface LocatedEdit<F extends WithEdits = PendingFile> {
  readonly file: F;
  readonly edit: PendingHunk;
}

/**
 * The edit that follows, or comes before, a 0-based line of a file; after the last of a file comes the first of the next,
 * after the last of all the first. Undefined when nothing is pending.
 */
export function neighbour<F extends WithEdits>(
  files: readonly F[],
  from: { readonly file: F | undefined; readonly line: number },
  step: 1 | -1,
): LocatedEdit<F> | undefined {
  const all = files.flatMap((file) => file.hunks.map((edit) => ({ file, edit })));
  const ordered = step === 1 ? all : all.reverse();
  const here = ordered.filter(({ file }) => file === from.file);
  const beyond = here.find(({ edit }) =>
    step === 1 ? edit.startLine > from.line : edit.startLine < from.line && !contains(edit, from.line),
  );
  if (beyond !== undefined) return beyond;
  const last = here.at(-1);
  const after = last === undefined ? 0 : ordered.indexOf(last) + 1;
  return ordered[after] ?? ordered[0];
}

/** The line behind the edit's last. */
function endOf(edit: PendingHunk): number {
  return edit.startLine + edit.addedLines;
}

function contains(edit: PendingHunk, line: number): boolean {
  return line >= edit.startLine && line < endOf(edit);
}

/** Two neighbours that both have lines share a border and nothing else. */
function onlyTouches(edit: PendingHunk, start: number, end: number): boolean {
  return edit.addedLines > 0 && end > start && (edit.startLine === end || endOf(edit) === start);
}
