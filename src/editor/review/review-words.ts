import type { PendingFile, PendingHunk } from './review.js';

/** `1 edit`, `3 edits`. */
export function countInWords(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

/** `5 edits in 2 files`, `1 edit in cart.ts`. */
export function amountInWords(editCount: number, paths: readonly string[]): string {
  const [only] = paths;
  const where = paths.length === 1 && only !== undefined ? nameOf(only) : countInWords(paths.length, 'file');
  return `${countInWords(editCount, 'edit')} in ${where}`;
}

/** `+3 −1`; a side without lines is left out. */
export function linesInSigns(edits: readonly PendingHunk[]): string {
  const { added, removed } = totals(edits);
  return [...(added > 0 ? [`+${added}`] : []), ...(removed > 0 ? [`−${removed}`] : [])].join(' ');
}

/** The same for ears: `3 lines added, 1 line removed`. */
export function linesInWords(edits: readonly PendingHunk[]): string {
  const { added, removed } = totals(edits);
  const words = [
    ...(added > 0 ? [`${countInWords(added, 'line')} added`] : []),
    ...(removed > 0 ? [`${countInWords(removed, 'line')} removed`] : []),
  ];
  return words.length === 0 ? 'no lines' : words.join(', ');
}

/** Where an edit is, counted as the editor shows lines: `Line 3`, `Lines 3–5`, `Before line 3`. */
export function placeInWords({ startLine, addedLines }: PendingHunk): string {
  if (addedLines === 0) return `Before line ${startLine + 1}`;
  return addedLines === 1 ? `Line ${startLine + 1}` : `Lines ${startLine + 1}–${startLine + addedLines}`;
}

/** What became of the file as a whole: `new`, `deleted`, `renamed from a.ts`; empty where only its text changed. */
export function changeInWords({ change, renamedFrom }: Pick<PendingFile, 'change' | 'renamedFrom'>): string {
  if (renamedFrom !== undefined) return `renamed from ${renamedFrom}`;
  return { added: 'new', deleted: 'deleted', modified: '' }[change];
}

/** What weakens a check in a file, each once. */
export function warningsOf({ hunks }: Pick<PendingFile, 'hunks'>): string[] {
  return [...new Set(hunks.flatMap((hunk) => hunk.warnings))];
}

/** The same, a line for each file: `cart.test.ts: skips 2 tests`. */
export function warningsInWords(files: readonly Pick<PendingFile, 'path' | 'hunks'>[]): string[] {
  return files.flatMap((file) => {
    const warnings = warningsOf(file);
    return warnings.length === 0 ? [] : [`${file.path}: ${warnings.join(', ')}`];
  });
}

/** `cart.ts` of `src/cart.ts`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `src` of `src/cart.ts`; empty for a file at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function totals(edits: readonly PendingHunk[]): { readonly added: number; readonly removed: number } {
  return {
    added: edits.reduce((sum, edit) => sum + edit.addedLines, 0),
    removed: edits.reduce((sum, edit) => sum + edit.removedLines, 0),
  };
}
