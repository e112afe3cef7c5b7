import type * as vscode from 'vscode';

/** One place of a file that an agent changed and nobody has kept or rejected yet. */
export interface PendingHunk {
  /** Stays while the hunk's text does and nothing that looks the same goes. */
  readonly id: string;
  /** 0-based line of the file as it is now; for lines that were only removed, the line they stood before. */
  readonly startLine: number;
  readonly addedLines: number;
  readonly removedLines: number;
  /** The run that wrote it last; null when no run is known. */
  readonly runId: string | null;
  /** What weakens a check here, in a few words each, such as `skips 2 tests`. */
  readonly warnings: readonly string[];
}

export type FileChange = 'modified' | 'added' | 'deleted';

/** A file with something to keep or reject. */
export interface PendingFile {
  readonly uri: vscode.Uri;
  /** Relative to the ledger's root, with forward slashes. */
  readonly path: string;
  readonly root: string;
  readonly change: FileChange;
  /** In the order of their lines. A file that is not text has one, for the whole file. */
  readonly hunks: readonly PendingHunk[];
  readonly isText: boolean;
  /** Set where an added file is a deleted one under another name. */
  readonly renamedFrom: string | undefined;
}

/** What to keep or reject: some hunks of a file, or with `hunkIds` left out the whole of it. */
export interface ReviewTarget {
  readonly uri: vscode.Uri;
  readonly hunkIds?: readonly string[];
}

/** A rejected hunk, with what an agent needs to hear about it. */
export interface RejectedHunk {
  readonly path: string;
  /** A unified diff of what was rejected. */
  readonly diff: string;
  readonly reason: string | null;
  readonly runId: string | null;
}

/** What came of putting files back to before a run. */
export interface UndoneRun {
  readonly restored: readonly string[];
  /** Files where later edits touch the run's own lines; they were left as they are. */
  readonly conflicts: readonly string[];
}

/** The pending edits of this window's folders, and what a person does with them. */
export interface Review {
  /** Fires after pending edits came, went or moved; at most every 100 ms. */
  readonly onDidChange: vscode.Event<void>;
  /** All files with pending edits, by root and path. */
  files(): readonly PendingFile[];
  file(uri: vscode.Uri): PendingFile | undefined;
  /** Resolves when what the edits of now weaken is among their warnings; without it, that takes some moments. */
  warningsKnown(): Promise<void>;
  /** The file as it was before the pending edits; empty for one that was not there. */
  baselineText(uri: vscode.Uri): Promise<string>;
  /** @param options.bulk whether the person judged it all at once; such a word counts less */
  keep(targets: readonly ReviewTarget[], options: { readonly bulk: boolean }): Promise<void>;
  /** Puts the bytes back. `undo` brings back what was rejected. */
  reject(
    targets: readonly ReviewTarget[],
    options: { readonly bulk: boolean; readonly reason?: string },
  ): Promise<void>;
  /** What `undo` would take back, in a few words; undefined when there is nothing. */
  readonly undoLabel: string | undefined;
  /** Takes back the last keep, reject or undone run of this window. */
  undo(): Promise<void>;
  /** Puts every file that a run changed back to before it, keeping later edits; `undo` takes it back. */
  undoRun(root: string, runId: string): Promise<UndoneRun>;
  /** Lets the pending edits of a run be, without a word on them. */
  release(root: string, runId: string): Promise<void>;
  /** Resolves when everything that happened at `root` so far is in the ledger. */
  flush(root: string): Promise<void>;
  /** Finds out anew which run each pending edit belongs to. */
  regroup(root: string): Promise<void>;
  /** What was rejected of the last run that had anything rejected, newest first. */
  rejected(root: string): readonly RejectedHunk[];
}
