import type { Edit, PatchFile } from './edit.js';
import type { KnownFiles } from './parse-reply.js';
import { noFile, type FileDiff } from './read-diff.js';
import { refused, type Refused } from './refusal.js';

/** More are not reviewed by anybody, and each may have to be looked for in all of the file. */
const maxHunks = 1000;

export type DiffEdits =
  | { readonly edits: readonly Edit[]; readonly refused: null; readonly path: string }
  | { readonly edits: null; readonly refused: Refused; readonly path: string | null };

/**
 * The edits that a file's diff asks for; paths are not checked yet.
 * @param heading the path that stands above a diff without names; null for none
 */
export function diffEdits(diff: FileDiff, heading: string | null, known: KnownFiles): DiffEdits {
  const line = diff.start + 1;
  const path = pathOf(diff, heading, known);
  if (diff.problem !== null) return { edits: null, refused: diff.problem, path };
  if (diff.hunks.length > maxHunks)
    return not(
      refused('too-large', `The diff has more than ${maxHunks} hunks. Change less at a time.`),
      path,
    );
  if (path === null)
    return not(
      refused('no-file-named', 'The diff does not say which file it is about. Write --- and +++ lines.'),
    );
  if (diff.oldName !== null && diff.newName !== null && diff.isRenamed) {
    const rename: Edit = { kind: 'rename', path: diff.oldName, to: diff.newName, line };
    return done(
      diff.hunks.length === 0 ? [rename] : [rename, patchOf(diff, diff.newName, 'change')],
      diff.oldName,
    );
  }
  if (hasTwoNames(diff, known))
    return not(
      refused('malformed', 'The diff has two names. To rename a file write rename from and rename to.'),
      path,
    );
  const effect = effectOf(diff);
  if (diff.hunks.length > 0) return done([patchOf(diff, path, effect)], path);
  if (effect === 'delete') return done([{ kind: 'delete', path, line }], path);
  if (effect === 'create') return done([{ kind: 'write', path, line, lines: [] }], path);
  return not(refused('malformed', 'The diff has no hunks, lines that begin with @@.'), path);
}

function done(edits: readonly Edit[], path: string): DiffEdits {
  return { edits, refused: null, path };
}

function not(reason: Refused, path: string | null = null): DiffEdits {
  return { edits: null, refused: reason, path };
}

function pathOf(diff: FileDiff, heading: string | null, known: KnownFiles): string | null {
  const { oldName, newName } = diff;
  if (newName === null || newName === noFile) return (oldName === noFile ? null : oldName) ?? heading;
  // A diff against a copy, such as `--- src/a.ts.orig`, is about the file that is there.
  return oldName !== null && known.files.has(oldName) && !known.files.has(newName) ? oldName : newName;
}

function hasTwoNames({ oldName, newName }: FileDiff, known: KnownFiles): boolean {
  if (oldName === null || newName === null || oldName === newName) return false;
  if (oldName === noFile || newName === noFile) return false;
  return known.files.has(oldName) || !known.files.has(newName);
}

function effectOf({ isNew, isDeleted, oldName, newName }: FileDiff): PatchFile['effect'] {
  if (isDeleted || newName === noFile) return 'delete';
  return isNew || oldName === noFile ? 'create' : 'change';
}

function patchOf(diff: FileDiff, path: string, effect: PatchFile['effect']): PatchFile {
  return { kind: 'patch', path, line: diff.start + 1, hunks: diff.hunks, effect };
}
