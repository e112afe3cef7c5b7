import { isAllowedPath } from '../cards/allowed-paths.js';
import type { ApplyResult, Edit, EditBounds, Refusal } from './edit.js';
import { editText } from './edit-text.js';
import { refusalOf, refused, type Refused } from './refusal.js';
import { safePath } from './safe-path.js';
import { emptyFile, writeText } from './text-file.js';
import { foldersOf, WorkingFiles } from './working-files.js';

/** Larger files are not for models. */
const maxFileBytes = 2 * 1024 * 1024;

/**
 * Applies edits in their order, each to what the ones before it made. One that is refused changes nothing, and the others
 * are applied all the same. Encoding, byte order mark, line endings and the lack of a last one stay as they are.
 * @param files what is there now, by path; a path without an entry is taken for a file that does not exist
 */
export function applyEdits(
  edits: readonly Edit[],
  files: ReadonlyMap<string, Uint8Array>,
  bounds: EditBounds,
): ApplyResult {
  const working = new WorkingFiles(files);
  const applied: Edit[] = [];
  const refusals: Refusal[] = [];
  for (const edit of edits) {
    const reason = apply(edit, working, bounds);
    if (reason === null) applied.push(edit);
    else refusals.push(refusalOf(edit.path, edit.line, reason));
  }
  return { changes: working.changes(), applied, refusals };
}

/** Null when it was applied. */
function apply(edit: Edit, files: WorkingFiles, bounds: EditBounds): Refused | null {
  const paths = edit.kind === 'rename' ? [edit.path, edit.to] : [edit.path];
  for (const path of paths) {
    const reason = reasonAgainst(path, files, bounds);
    if (reason !== null) return reason;
  }
  const content = files.get(edit.path);
  switch (edit.kind) {
    case 'delete':
      if (content === undefined) return missing();
      files.delete(edit.path);
      return null;
    case 'rename':
      return rename(edit.path, edit.to, files);
    case 'replace':
      if (content === undefined && edit.search.length > 0) return missing();
      break;
    case 'patch':
      if (content === undefined && edit.effect !== 'create') return missing();
      if (content !== undefined && content.length > 0 && edit.effect === 'create')
        return refused('file-exists', 'The diff says that the file is new, but it is there already.');
      break;
    case 'write':
      break;
  }
  if (content !== undefined && content.length > maxFileBytes)
    return refused('too-large', 'The file is larger than 2 MB.');
  const before = content === undefined ? emptyFile : files.text(edit.path);
  if (before === null) return refused('binary', 'The file is not a text.');
  const edited = editText(edit, before);
  if (edited.refused !== null) return edited.refused;
  if (edit.kind === 'patch' && edit.effect === 'delete') {
    if (edited.file.lines.length > 0)
      return refused(
        'malformed',
        'The diff deletes the file but leaves some of its lines. Remove all of them.',
      );
    files.delete(edit.path);
    return null;
  }
  const after = writeText(edited.file);
  if (after.length > maxFileBytes) return refused('too-large', 'The file would be larger than 2 MB.');
  files.set(edit.path, after);
  return null;
}

function rename(from: string, to: string, files: WorkingFiles): Refused | null {
  const content = files.get(from);
  if (content === undefined) return missing();
  if (files.get(to) !== undefined) return refused('file-exists', `There is a file ${to} already.`);
  files.delete(from);
  files.set(to, content);
  return null;
}

function missing(): Refused {
  return refused('missing-file', 'There is no such file.');
}

function reasonAgainst(path: string, files: WorkingFiles, bounds: EditBounds): Refused | null {
  // Edits may come from elsewhere than `parseReply`.
  const { problem } = safePath(path);
  if (problem !== null) return refused('bad-path', problem);
  if (!isAllowedPath(path, bounds.allowedPaths))
    return refused('not-allowed', `Only these may be edited: ${bounds.allowedPaths.join(', ')}.`);
  const link = [...foldersOf(path), path].find((each) => bounds.isLink(each));
  if (link !== undefined) return refused('link', `${link} is a link, which may lead anywhere.`);
  const other = files.otherSpelling(path);
  if (other !== undefined) return refused('bad-path', `There is a file ${other}: write its name like that.`);
  if (files.isFolder(path)) return refused('bad-path', 'It is a folder, not a file.');
  const above = files.fileAbove(path);
  if (above !== undefined) return refused('bad-path', `${above} is a file, not a folder.`);
  return null;
}
