/**
 * Who made an edit. `history`: the editor's own undo and redo. `stash`: git, which puts edits away or back, on its way to another
 * commit, too; that is nobody's word on them.
 */
export type EditOrigin =
  'typed' | 'history' | 'formatter' | 'git' | 'stash' | 'packageManager' | 'own' | 'agent';

/** A change of a document's text after which it is dirty. */
export interface DocumentEdit {
  /** Whether we made it. */
  readonly isOwn: boolean;
  readonly isUndoOrRedo: boolean;
  /** Whether the document is just being saved, which is when formatters and fixers run. */
  readonly isSaving: boolean;
  /** Whether it is where the cursors of the editor in use are. */
  readonly isAtCursor: boolean;
}

export type DocumentOrigin = Exclude<EditOrigin, 'git' | 'stash' | 'packageManager'>;

/** Who made an edit inside the editor, inferred: VS Code does not say. An agent writes where nobody's cursor is. */
export function originInDocument(edit: DocumentEdit): DocumentOrigin {
  if (edit.isOwn) return 'own';
  if (edit.isUndoOrRedo) return 'history';
  if (edit.isSaving) return 'formatter';
  return edit.isAtCursor ? 'typed' : 'agent';
}

/** A change of a file on the disk, of one that is open and was loaded again, too. */
export interface DiskEdit {
  /** Whether the editor saved what a person sees in it. */
  readonly isSaved: boolean;
  /** Whether it is a file with settings, which the editor itself writes when a person changes one. */
  readonly isSettings: boolean;
  /** Whether it was written together with a lock file, as package managers do. */
  readonly isByPackageManager: boolean;
  /** What git did a moment ago; null where it rests. */
  readonly git: GitActivity | null;
  /** Whether the file is now as in the commit that is checked out; in that commit it may be missing. */
  readonly isAsCommitted: boolean;
  /** Whether it is what it was before, with just what the commits between brought. */
  readonly isCarriedOver: boolean;
  /** Whether edits of this file were put away by git and have not come back. */
  readonly isPutAway: boolean;
  /** Whether a run is open that the edit could belong to. */
  readonly hasOpenRun: boolean;
}

/**
 * `files`: it puts edits away or back, or waits in a merge or rebase, so that any file may be its doing. `commit`: a commit was
 * made. `other`: HEAD moved otherwise, or the index was written.
 */
export type GitActivity = 'files' | 'commit' | 'other';

/** Who made an edit on the disk, inferred; in doubt an agent, whose edits a person can look at. */
export function originOnDisk(edit: DiskEdit): Exclude<EditOrigin, 'own' | 'history' | 'formatter'> {
  if (edit.isSaved || (edit.isSettings && !edit.hasOpenRun)) return 'typed';
  if (edit.isByPackageManager) return 'packageManager';
  return byGit(edit) ?? 'agent';
}

function byGit(edit: DiskEdit): 'git' | 'stash' | undefined {
  const { git, isAsCommitted, isCarriedOver, isPutAway, hasOpenRun } = edit;
  if (git === null) return undefined;
  if (git === 'files') return 'stash';
  // An agent that commits what it has just written is still its author; a hook that formats on the way is none.
  if (git === 'commit') return isAsCommitted && !hasOpenRun ? 'git' : undefined;
  if (isAsCommitted || isCarriedOver) return 'git';
  return isPutAway ? 'stash' : undefined;
}
