import type { Content } from '../../review/content.js';

/** Something a reply asks to be done to one file. Paths are relative with forward slashes and stay inside the workspace. */
export type Edit = WriteFile | ReplaceLines | PatchFile | DeleteFile | RenameFile;

interface Common {
  readonly path: string;
  /** Line of the reply where the edit begins, from 1. */
  readonly line: number;
}

/** A whole file, new or in place of what is there. */
export interface WriteFile extends Common {
  readonly kind: 'write';
  /** Without endings. */
  readonly lines: readonly string[];
}

/** Lines that are in the file once, and what takes their place. */
export interface ReplaceLines extends Common {
  readonly kind: 'replace';
  /** Empty for a file that is new or empty. */
  readonly search: readonly string[];
  readonly replacement: readonly string[];
}

/** A unified diff of one file: all of its hunks are applied, or none. */
export interface PatchFile extends Common {
  readonly kind: 'patch';
  readonly hunks: readonly PatchHunk[];
  /** What the diff says becomes of the file. */
  readonly effect: 'create' | 'change' | 'delete';
}

interface DeleteFile extends Common {
  readonly kind: 'delete';
}

interface RenameFile extends Common {
  readonly kind: 'rename';
  readonly to: string;
}

export interface PatchHunk {
  /** First line of the old side as the header has it, from 1; null where it says nothing that can be relied on. */
  readonly oldStart: number | null;
  /** A line that stands above the hunk, which tells places from each other that look alike. */
  readonly below?: string;
  readonly lines: readonly PatchLine[];
  /** Whether the new side ends the file without a line ending (false), with one (true), or the hunk does not say (null). */
  readonly endsWithNewline: boolean | null;
}

export interface PatchLine {
  readonly kind: 'context' | 'removed' | 'added';
  readonly text: string;
}

/** Why an edit was not made. `message` says it in words; the code is for tests and counts. */
export type RefusalCode =
  | 'too-large' // the reply, a file or their number
  | 'truncated' // the reply ends inside of the edit
  | 'no-file-named' // nothing says which file a block is about
  | 'malformed' // marks or diff lines that cannot be read in one way only
  | 'bad-path' // outside of the workspace, or written to deceive
  | 'not-allowed' // outside of the card's allowedPaths
  | 'link' // a symbolic link is on the way
  | 'binary' // not a text, or not one after the edit
  | 'encoding' // characters that the file's encoding lacks
  | 'missing-file' // to be changed, but not there
  | 'file-exists' // to be created, but there already
  | 'not-found' // the text to be replaced is nowhere
  | 'several-places' // it is in more than one place
  | 'overlapping' // two hunks of one diff want the same lines
  | 'elided'; // "… rest of the file unchanged …" in place of code

/** An edit that was not made, with the reason. Nothing is guessed in its place. */
export interface Refusal {
  readonly code: RefusalCode;
  /** As the reply has it, made fit to print; null where it names none. */
  readonly path: string | null;
  /** Line of the reply where the edit begins, from 1. */
  readonly line: number;
  /** One or two sentences for a person and for the model. */
  readonly message: string;
  /** Lines that the file really has where the edit seems to belong; null where that is not known. */
  readonly seen: string | null;
}

/** What a reply says, taken apart. */
export interface ParsedReply {
  /** In the order of the reply. */
  readonly edits: readonly Edit[];
  readonly refusals: readonly Refusal[];
  /** The rest of the reply: what the model says about it. */
  readonly prose: string;
}

/** Where edits may go. */
export interface EditBounds {
  /** The card's; empty means everywhere in the workspace. */
  readonly allowedPaths: readonly string[];
  /** Whether a path in the workspace, a file or a folder, is a symbolic link or a junction; asked for each folder above a file too. */
  isLink(path: string): boolean;
}

/** What edits make of files. */
export interface ApplyResult {
  /** Each file that differs now, by path; null where it is gone. Renaming is one of either. */
  readonly changes: ReadonlyMap<string, Content>;
  readonly applied: readonly Edit[];
  readonly refusals: readonly Refusal[];
}
