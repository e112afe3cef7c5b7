import type { PendingFile, PendingHunk } from '../../../../src/editor/review/review.js';

/** An edit that replaces one line, but for what is given. */
export function edit(given: Partial<PendingHunk> & { readonly startLine: number }): PendingHunk {
  return {
    id: `at ${given.startLine}`,
    addedLines: 1,
    removedLines: 1,
    runId: null,
    warnings: [],
    ...given,
  };
}

/** Without the name that only VS Code can make. */
type FileOnDisk = Omit<PendingFile, 'uri'>;

/** A modified file with these edits, but for what is given. */
export function file(
  path: string,
  hunks: readonly PendingHunk[],
  given: Partial<FileOnDisk> = {},
): FileOnDisk {
  return {
    path,
    root: '/shop',
    change: 'modified',
    hunks,
    isText: true,
    renamedFrom: undefined,
    ...given,
  };
}
