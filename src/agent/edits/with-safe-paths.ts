import type { Edit, Refusal } from './edit.js';
import { refusalOf, refused } from './refusal.js';
import { safePath } from './safe-path.js';

/** The edit with its paths as they are compared, or a refusal where one of them is not of the workspace. */
export function withSafePaths(edit: Edit): Edit | Refusal {
  const from = safePath(edit.path);
  if (from.path === null) return refusalOf(edit.path, edit.line, refused('bad-path', from.problem));
  if (edit.kind !== 'rename') return { ...edit, path: from.path };
  const to = safePath(edit.to);
  if (to.path === null) return refusalOf(edit.to, edit.line, refused('bad-path', to.problem));
  return { ...edit, path: from.path, to: to.path };
}
